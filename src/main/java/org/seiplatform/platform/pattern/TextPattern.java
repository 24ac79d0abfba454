package org.seiplatform.platform.pattern;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression that a tenant has written, matched by RE2: in time linear in the text, whatever the pattern.
 *
 * <p>Its length and its compiled size are bounded, because both compiling and matching take time in proportion to them.
 */
public final class TextPattern {

    /** The longest pattern, in characters. */
    public static final int MAXIMUM_LENGTH = 500;

    /** Room for a list of plain words of the greatest length; about two milliseconds for a text of a hundred characters. */
    private static final int MAXIMUM_SIZE = 600;

    /** What the estimate may be beyond the size. */
    private static final int MAXIMUM_ESTIMATE = 4 * MAXIMUM_SIZE;

    private final Pattern pattern;

    private TextPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /** @throws IllegalArgumentException with a message for the author of the pattern, if it cannot be used */
    public static TextPattern compile(String pattern) {
        return compile(pattern, 0);
    }

    /** The same, for names in which capital and small letters are alike. */
    public static TextPattern compileWithoutCase(String pattern) {
        return compile(pattern, Pattern.CASE_INSENSITIVE);
    }

    private static TextPattern compile(String pattern, int flags) {
        if (pattern.length() > MAXIMUM_LENGTH) {
            throw new IllegalArgumentException("must have no more than " + MAXIMUM_LENGTH + " characters");
        }
        if (PatternSize.estimate(pattern) > MAXIMUM_ESTIMATE) {
            throw tooLarge(null);
        }
        try {
            Pattern compiled = Pattern.compile(pattern, flags);
            if (compiled.programSize() > MAXIMUM_SIZE) {
                throw tooLarge(null);
            }
            return new TextPattern(compiled);
        } catch (PatternSyntaxException refused) {
            throw new IllegalArgumentException("must be a regular expression that RE2 understands", refused);
        } catch (IndexOutOfBoundsException | StackOverflowError refused) {
            throw tooLarge(refused);
        }
    }

    private static IllegalArgumentException tooLarge(@Nullable Throwable cause) {
        return new IllegalArgumentException(
                "must be a smaller regular expression: repetitions multiply its size", cause);
    }

    /** Whether the pattern matches anywhere in the text. */
    public boolean isFoundIn(String text) {
        return pattern.matcher(text).find();
    }

    int size() {
        return pattern.programSize();
    }
}
