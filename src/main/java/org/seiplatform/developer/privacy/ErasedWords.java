package org.seiplatform.developer.privacy;

import org.seiplatform.developer.privacy.Words.Word;
import org.seiplatform.platform.persistence.NameKey;

/** Words by which texts of an organization must no longer speak of anyone. They are known by hash alone, so texts can only be tried. */
public final class ErasedWords {

    /** What takes their place. */
    static final String PLACEHOLDER = "[erased]";

    /** What the columns of short texts hold at least; none of them is told by a placeholder that it is too long. */
    private static final int ALWAYS_FITS = 190;

    private static final int LONGEST_KEY = 60;

    private static final String KEY_PREFIX = "erased-";

    private final Terms terms;

    ErasedWords(Terms terms) {
        this.terms = terms;
    }

    /** What is looked for. */
    interface Terms {

        boolean isEmpty();

        /** Of how many words the longest term is. */
        int longest();

        /** Whether a term may begin with the word; if not, none does. */
        boolean mayBegin(String word);

        /** @param term words that are parted by blanks */
        boolean contain(String term);

        /** What stands for a key that holds one of the terms: the same for the same key, and telling nothing. */
        String pseudonym(String key);
    }

    /** Whether there are none, so that texts may be left alone. */
    public boolean isEmpty() {
        return terms.isEmpty();
    }

    /** The text with a placeholder for each of the words; the same object where there is none. */
    public String removedFrom(String text) {
        return isEmpty() ? text : replaced(text, PLACEHOLDER, ALWAYS_FITS);
    }

    /**
     * What takes the place of a text by which something is known: the text, with a pseudonym for each of the words, which is another
     * one for another text.
     */
    public String key(String text) {
        return key(text, text);
    }

    /** The same for what is known by a name of which the case does not count. */
    public String name(String text) {
        return key(text, NameKey.of(text));
    }

    private String key(String text, String knownAs) {
        if (!isIn(text)) {
            return text;
        }
        String pseudonym = KEY_PREFIX + terms.pseudonym(knownAs);
        String key = replaced(text, pseudonym, Integer.MAX_VALUE);
        return key.length() <= Math.max(text.length(), LONGEST_KEY) ? key : pseudonym;
    }

    /** Whether a text holds one of the words. */
    public boolean isIn(String text) {
        return !removedFrom(text).equals(text);
    }

    private String replaced(String original, String replacement, int fits) {
        String result = replaced(original, Words.of(original), replacement);
        if (Escapes.holdBlanks(result)) {
            result = replaced(result, Words.withBackslashes(result), replacement);
        }
        return result.equals(original) ? original : shortened(result, Math.max(original.length(), fits));
    }

    private String replaced(String text, Words words, String replacement) {
        StringBuilder result = new StringBuilder();
        int copied = 0;
        for (int at = 0; at < words.size(); ) {
            int length = termAt(words, at);
            if (length > 0) {
                // Never before what is copied: two words may come of one escape.
                result.append(text, copied, Math.max(copied, words.start(at))).append(replacement);
                copied = words.end(at + length - 1);
            }
            at += Math.max(1, length);
        }
        return result.append(text, copied, text.length()).toString();
    }

    /** Never with half a character at its end. */
    private static String shortened(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    /** How many words from here on are a term, the most possible; 0 for none. */
    private int termAt(Words words, int first) {
        Word word = words.get(first);
        if (!terms.mayBegin(word.spelling())) {
            return 0;
        }
        StringBuilder phrase = new StringBuilder();
        int found = 0;
        for (int at = first; at < words.size() && at - first < terms.longest(); at++) {
            if (at > first) {
                if (!words.follows(at)) {
                    break;
                }
                phrase.append(' ');
            }
            phrase.append(words.get(at).spelling());
            String term = phrase.toString();
            if (terms.contain(term) || (words.isAddressed(first, at) && terms.contain(PersonalTerms.AT + term))) {
                found = at - first + 1;
            }
        }
        return found;
    }
}
