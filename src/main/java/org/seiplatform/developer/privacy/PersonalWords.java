package org.seiplatform.developer.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds the words by which a text may speak of a person: an e-mail address, a mention of a login ({@code @ada}), a login that begins
 * a path ({@code ada/fix}), and a name of two to four words. Single words are not taken for names: too many names are words, too.
 */
final class PersonalWords {

    /** What takes their place. */
    static final String PLACEHOLDER = "[erased]";

    private static final int LONGEST_NAME = 4;

    /** An apostrophe is part of a name (O'Brien), but not of its genitive. */
    private static final Pattern WORD = Pattern.compile(
            "@?[\\p{L}\\p{N}](?:(?:[\\p{L}\\p{N}\\p{M}._%+@\\[\\]-]|['’](?!s\\b))*[\\p{L}\\p{N}\\p{M}\\]])?");

    private PersonalWords() {}

    /** The term for an e-mail address. */
    static String email(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    /** The terms for a login. */
    static List<String> login(String login) {
        String lower = login.toLowerCase(Locale.ROOT);
        return List.of("@" + lower, lower + "/");
    }

    /** The terms for a name; none for a single word. */
    static List<String> name(String name) {
        List<String> words =
                WORD.matcher(name).results().map(MatchResult::group).toList();
        return words.size() < 2 || words.size() > LONGEST_NAME
                ? List.of()
                : List.of(String.join(" ", words).toLowerCase(Locale.ROOT));
    }

    /** The text with a placeholder for all that is one of the terms; the same object where there is none. */
    static String without(String text, Predicate<String> terms) {
        List<MatchResult> words = WORD.matcher(text).results().toList();
        StringBuilder result = new StringBuilder();
        int copied = 0;
        for (int i = 0; i < words.size(); ) {
            int length = termAt(text, words, i, terms);
            if (length == 0) {
                i++;
            } else {
                result.append(text, copied, words.get(i).start()).append(PLACEHOLDER);
                copied = words.get(i + length - 1).end();
                i += length;
            }
        }
        return copied == 0 ? text : result.append(text, copied, text.length()).toString();
    }

    /** How many words from here on are a term, the most possible; 0 for none. */
    private static int termAt(String text, List<MatchResult> words, int first, Predicate<String> terms) {
        List<String> phrases = phrases(text, words, first);
        for (int length = phrases.size(); length > 1; length--) {
            if (terms.test(phrases.get(length - 1))) {
                return length;
            }
        }
        String word = phrases.getFirst();
        int end = words.get(first).end();
        boolean beginsPath = end < text.length() && text.charAt(end) == '/';
        return word.indexOf('@') >= 0 && terms.test(word) || beginsPath && terms.test(word + "/") ? 1 : 0;
    }

    /** One word, two words and so on, as far as nothing but space is between them. */
    private static List<String> phrases(String text, List<MatchResult> words, int first) {
        List<String> phrases = new ArrayList<>();
        StringBuilder phrase = new StringBuilder();
        for (int i = first; i < words.size() && i < first + LONGEST_NAME; i++) {
            if (i > first) {
                if (!text.substring(words.get(i - 1).end(), words.get(i).start())
                        .isBlank()) {
                    break;
                }
                phrase.append(' ');
            }
            phrase.append(words.get(i).group().toLowerCase(Locale.ROOT));
            phrases.add(phrase.toString());
        }
        return phrases;
    }
}
