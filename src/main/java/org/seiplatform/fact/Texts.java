package org.seiplatform.fact;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.seiplatform.developer.privacy.ErasedWords;

/** Fits free text to what is stored of it. */
public final class Texts {

    /** Longest subject of a commit or title that is kept. */
    public static final int MAX_TITLE = 500;

    private static final Pattern REVERTED = Pattern.compile("This reverts commit ([0-9a-f]{7,64})");

    private Texts() {}

    /** The text without NUL, which PostgreSQL cannot hold, and without what exceeds the length. */
    public static @Nullable String fitted(@Nullable String text, int maxLength) {
        if (text == null) {
            return null;
        }
        String storable = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
        if (storable.length() <= maxLength) {
            return storable;
        }
        boolean splitsPair = Character.isHighSurrogate(storable.charAt(maxLength - 1));
        return storable.substring(0, splitsPair ? maxLength - 1 : maxLength);
    }

    /** The first line that says something. */
    public static @Nullable String subject(@Nullable String message) {
        return message == null
                ? null
                : fitted(
                        message.lines()
                                .map(String::strip)
                                .filter(line -> !line.isEmpty())
                                .findFirst()
                                .orElse(""),
                        MAX_TITLE);
    }

    /** The commits, possibly abbreviated, that a message says it reverts. */
    public static List<String> reverts(@Nullable String message) {
        return message == null
                ? List.of()
                : REVERTED.matcher(message)
                        .results()
                        .map(MatchResult::group)
                        .map(match -> match.substring(match.lastIndexOf(' ') + 1))
                        .distinct()
                        .sorted()
                        .toList();
    }

    /** A text without the words that speak of erased people. */
    public static @Nullable String without(ErasedWords erased, @Nullable String text) {
        return text == null ? null : erased.removedFrom(text);
    }

    /** The same for what a thing is called. */
    public static @Nullable String labelWithout(ErasedWords erased, @Nullable String label) {
        return label == null ? null : erased.removedFromLabel(label);
    }
}
