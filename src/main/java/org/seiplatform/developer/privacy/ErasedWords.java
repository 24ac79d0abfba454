package org.seiplatform.developer.privacy;

import java.util.function.UnaryOperator;
import org.seiplatform.developer.privacy.Words.Word;
import org.seiplatform.platform.persistence.NameKey;

/** Words by which texts of an organization must no longer speak of anyone. They are known by hash alone, so texts can only be tried. */
public final class ErasedWords {

    /** What takes their place. */
    static final String PLACEHOLDER = "[erased]";

    /** What the columns of short texts hold at least; none of them is told by a placeholder that it is too long. */
    private static final int ALWAYS_FITS = 190;

    private static final int LONGEST_KEY = 60;

    static final String KEY_PREFIX = "erased-";

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

        /** What stands for the words of a key that are one of the terms: the same for the same words, and telling nothing. */
        String pseudonym(String words);
    }

    /** Whether there are none, so that texts may be left alone. */
    public boolean isEmpty() {
        return terms.isEmpty();
    }

    /** The text with a placeholder for each of the words; the same object where there is none. */
    public String removedFrom(String text) {
        return replaced(text, part -> PLACEHOLDER, ALWAYS_FITS, false);
    }

    /**
     * The same for what a thing is called, such as a branch or a label: a single word means the thing, unless it is a login, or a name
     * that a person went by.
     */
    public String removedFromLabel(String label) {
        return replaced(label, part -> PLACEHOLDER, ALWAYS_FITS, true);
    }

    /**
     * What takes the place of a text by which something is known: the text, with a pseudonym for each of the words, which is another
     * one for other words. It does not depend on when which of them became known.
     */
    public String key(String text) {
        return key(text, part -> part, false);
    }

    /** The same for what is known by a name of which the case does not count. */
    public String name(String text) {
        return key(text, NameKey::of, false);
    }

    /** The same for the name of a thing as in {@link #removedFromLabel}. */
    public String nameOfThing(String text) {
        return key(text, NameKey::of, true);
    }

    private String key(String text, UnaryOperator<String> knownAs, boolean thing) {
        String key = replaced(text, part -> pseudonym(knownAs.apply(part)), Integer.MAX_VALUE, thing);
        return key.length() <= Math.max(text.length(), LONGEST_KEY) ? key : pseudonym(knownAs.apply(key));
    }

    private String pseudonym(String text) {
        return KEY_PREFIX + terms.pseudonym(text);
    }

    /** Whether a text holds one of the words. */
    public boolean isIn(String text) {
        return !removedFrom(text).equals(text);
    }

    private String replaced(String original, UnaryOperator<String> replacement, int fits, boolean thing) {
        if (isEmpty()) {
            return original;
        }
        String result = replaced(original, Words.of(original), replacement, thing);
        if (Escapes.holdBlanks(result)) {
            result = replaced(result, Words.withBackslashes(result), replacement, thing);
        }
        return result.equals(original) ? original : shortened(result, Math.max(original.length(), fits));
    }

    private String replaced(String text, Words words, UnaryOperator<String> replacement, boolean thing) {
        StringBuilder result = new StringBuilder();
        int copied = 0;
        for (int at = 0; at < words.size(); ) {
            int length = termAt(words, at, thing);
            if (length > 0) {
                // Never before what is copied: two words may come of one escape.
                int start = Math.max(copied, words.start(at));
                int end = words.end(at + length - 1);
                result.append(text, copied, start)
                        .append(replacement.apply(text.substring(start, Math.max(start, end))));
                copied = Math.max(start, end);
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
    private int termAt(Words words, int first, boolean thing) {
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
            if (isTerm(phrase.toString(), words, first, at, thing)) {
                found = at - first + 1;
            }
        }
        return found;
    }

    private boolean isTerm(String phrase, Words words, int first, int last, boolean thing) {
        if (!thing) {
            return terms.contain(phrase)
                    || ((words.isAddressed(first, last) || words.isAll(first, last))
                            && terms.contain(PersonalTerms.AT + phrase));
        }
        return first == last
                ? (words.isAddressed(first, last) || PersonalTerms.isDistinctive(phrase))
                        && terms.contain(PersonalTerms.ANYWHERE + phrase)
                : terms.contain(phrase) || (words.isAddressed(first, last) && terms.contain(PersonalTerms.AT + phrase));
    }
}
