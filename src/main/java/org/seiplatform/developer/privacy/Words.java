package org.seiplatform.developer.privacy;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a text, each in one spelling, however the text is written: in whatever case, composed or decomposed, in full width,
 * with or without accents, escaped as in JSON, HTML or an address. Hyphens, points and apostrophes of any kind part words. Scripts that put
 * no blanks between words have a word in each character.
 *
 * @param reading what the positions of the words refer to
 */
record Words(Reading reading, List<Word> all) {

    /** Between the words of one name, with neither a letter nor a digit in it; nothing in scripts without blanks. */
    private static final int WIDEST_GAP = 32;

    /** What stands in the place of people who were erased. It is a word that is part of no name. */
    private static final Pattern ERASED = Pattern.compile(Pattern.quote(ErasedWords.PLACEHOLDER) + "|(?<![a-zA-Z0-9])"
            + ErasedWords.KEY_PREFIX + "[0-9a-f]{16}(?![a-zA-Z0-9])");

    private static final String APOSTROPHES =
            "'`\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u2018\u2019\u201b\u2032\ua78c";

    private static final Set<UnicodeScript> WITHOUT_BLANKS = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.HANGUL,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    /** What is composed of several is so within one of these. */
    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    private static final Pattern ACCENTS_AND_INVISIBLE = Pattern.compile("[\\u0300-\\u036f\\p{Cf}]+");

    /**
     * One word.
     *
     * @param spelling in which it is compared
     */
    record Word(String spelling, int start, int end) {}

    static Words of(String text) {
        return of(Escapes.resolved(text, true));
    }

    /** The same, where a backslash is one that stands before a letter. */
    static Words withBackslashes(String text) {
        return of(Escapes.resolved(text, false));
    }

    private static Words of(Reading raw) {
        Reading reading = Normalizer.isNormalized(raw.text(), Form.NFKC)
                ? raw
                : raw.with(GRAPHEME, grapheme -> Normalizer.normalize(grapheme, Form.NFKC));
        String text = reading.text();
        List<Word> words = new ArrayList<>();
        Matcher erased = ERASED.matcher(text);
        boolean more = erased.find();
        int start = -1;
        for (int at = 0; at < text.length(); ) {
            if (more && at >= erased.start()) {
                add(words, text, start, at);
                start = -1;
                words.add(new Word(ErasedWords.PLACEHOLDER, erased.start(), erased.end()));
                at = erased.end();
                more = erased.find();
                continue;
            }
            int character = text.codePointAt(at);
            int next = at + Character.charCount(character);
            if (!begins(character)) {
                if (!continues(character)) {
                    add(words, text, start, at);
                    start = -1;
                }
            } else if (standsAlone(character)) {
                add(words, text, start, at);
                start = at;
                while (next < text.length() && continues(text.codePointAt(next))) {
                    next += Character.charCount(text.codePointAt(next));
                }
                add(words, text, start, next);
                start = -1;
            } else if (start < 0) {
                start = at;
            }
            at = next;
        }
        add(words, text, start, text.length());
        return new Words(reading, words);
    }

    private static void add(List<Word> words, String text, int start, int end) {
        if (start >= 0) {
            words.add(new Word(spelling(text.substring(start, end)), start, end));
        }
    }

    private static boolean begins(int character) {
        return Character.isLetterOrDigit(character) && APOSTROPHES.indexOf(character) < 0;
    }

    /** Marks, and characters that nobody sees, belong to the word that they are in. */
    private static boolean continues(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.FORMAT -> true;
            default -> false;
        };
    }

    private static boolean standsAlone(int character) {
        return WITHOUT_BLANKS.contains(UnicodeScript.of(character));
    }

    private static String spelling(String word) {
        String plain = ACCENTS_AND_INVISIBLE
                .matcher(Normalizer.normalize(word, Form.NFKD))
                .replaceAll("");
        // To upper case first: some letters have one there and several below.
        return folded(Normalizer.normalize(plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Form.NFC));
    }

    /** Letters that are written as others where there are none of them, and are not composed of these. */
    private static String folded(String word) {
        return word.replace("ł", "l")
                .replace("ø", "o")
                .replace("đ", "d")
                .replace("ð", "d")
                .replace("þ", "th")
                .replace("æ", "ae")
                .replace("œ", "oe");
    }

    int size() {
        return all.size();
    }

    Word get(int index) {
        return all.get(index);
    }

    /** Where in the original a word begins. */
    int start(int index) {
        return reading.start(all.get(index).start());
    }

    /** Where in the original a word ends. */
    int end(int index) {
        return reading.end(all.get(index).end());
    }

    /** Whether a word may go on what the one before it began. */
    boolean follows(int index) {
        return all.get(index).start() - all.get(index - 1).end() <= WIDEST_GAP;
    }

    /** Whether words are all that the text says. */
    boolean isAll(int first, int last) {
        return first == 0 && last == all.size() - 1;
    }

    /** Whether words stand where only a person can: after an at sign, or at the beginning of a path. */
    boolean isAddressed(int first, int last) {
        int start = all.get(first).start();
        int end = all.get(last).end();
        String text = reading.text();
        return (start > 0 && text.charAt(start - 1) == '@') || (end < text.length() && text.charAt(end) == '/');
    }

    /** The words that people may have written. */
    List<String> spellings() {
        return all.stream()
                .map(Word::spelling)
                .filter(spelling -> !spelling.equals(ErasedWords.PLACEHOLDER))
                .toList();
    }
}
