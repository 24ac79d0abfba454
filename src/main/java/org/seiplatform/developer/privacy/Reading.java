package org.seiplatform.developer.privacy;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A text as whoever understands its escapes reads it, and where in the original each character of it comes from. What is read is looked
 * at and never stored: it may hold what no column can.
 */
final class Reading {

    private final String text;

    /** Where in the original that begins of which a character is made. */
    private final int[] starts;

    /** Where it ends. */
    private final int[] ends;

    private Reading(String text, int[] starts, int[] ends) {
        this.text = text;
        this.starts = starts;
        this.ends = ends;
    }

    /** The text as it is. */
    static Reading of(String original) {
        return new Reading(
                original,
                IntStream.range(0, original.length()).toArray(),
                IntStream.rangeClosed(1, original.length()).toArray());
    }

    String text() {
        return text;
    }

    /** Where in the original a character begins. */
    int start(int at) {
        return starts[at];
    }

    /** Where in the original the character before ends. */
    int end(int at) {
        return ends[at - 1];
    }

    /** What is read if something else is read in the place of whatever the pattern finds. */
    Reading with(Pattern pattern, UnaryOperator<String> meaning) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return this;
        }
        Builder result = new Builder();
        int copied = 0;
        do {
            String meant = meaning.apply(matcher.group());
            if (!meant.equals(matcher.group())) {
                result.copy(copied, matcher.start());
                result.add(meant, starts[matcher.start()], ends[matcher.end() - 1]);
                copied = matcher.end();
            }
        } while (matcher.find());
        result.copy(copied, text.length());
        return result.build();
    }

    private final class Builder {

        private final StringBuilder characters = new StringBuilder();
        private int[] from = new int[text.length()];
        private int[] to = new int[text.length()];

        private void copy(int start, int end) {
            reserve(end - start);
            System.arraycopy(starts, start, from, characters.length(), end - start);
            System.arraycopy(ends, start, to, characters.length(), end - start);
            characters.append(text, start, end);
        }

        private void add(String meant, int start, int end) {
            reserve(meant.length());
            Arrays.fill(from, characters.length(), characters.length() + meant.length(), start);
            Arrays.fill(to, characters.length(), characters.length() + meant.length(), end);
            characters.append(meant);
        }

        /** Some characters stand for several. */
        private void reserve(int more) {
            int needed = characters.length() + more;
            if (needed > from.length) {
                from = Arrays.copyOf(from, 2 * needed);
                to = Arrays.copyOf(to, 2 * needed);
            }
        }

        private Reading build() {
            return new Reading(characters.toString(), from, to);
        }
    }
}
