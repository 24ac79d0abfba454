package org.seiplatform.platform.problem;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Says what is wrong with a JSON text, and where, in our own words: the parser's messages quote input and class names.
 *
 * <p>Text that is not JSON is malformed (400); JSON of the wrong shape is invalid (422).
 */
public final class JsonProblems {

    private record Expectation(Class<?> type, String message) {}

    /** The first that fits counts: special types before general ones. */
    private static final List<Expectation> EXPECTATIONS = List.of(
            new Expectation(String.class, "must be a string"),
            new Expectation(Boolean.class, "must be true or false"),
            new Expectation(boolean.class, "must be true or false"),
            new Expectation(Integer.class, "must be a whole number"),
            new Expectation(int.class, "must be a whole number"),
            new Expectation(Long.class, "must be a whole number"),
            new Expectation(long.class, "must be a whole number"),
            new Expectation(Number.class, "must be a number"),
            new Expectation(double.class, "must be a number"),
            new Expectation(UUID.class, "must be a UUID"),
            new Expectation(Instant.class, "must be an instant (RFC 3339)"),
            new Expectation(LocalDate.class, "must be a date (YYYY-MM-DD)"),
            new Expectation(Duration.class, "must be a duration (ISO 8601)"),
            new Expectation(ZoneId.class, "must be a time zone"),
            new Expectation(Collection.class, "must be an array"),
            new Expectation(Object[].class, "must be an array"));

    private JsonProblems() {}

    /** The problem behind a failure to read JSON, with the pointer to the field at fault. */
    public static ProblemException of(JacksonException exception) {
        ProblemException raised = raisedBelow(exception);
        if (raised != null) {
            return raised;
        }
        return switch (exception) {
            case UnrecognizedPropertyException unknown ->
                ProblemException.invalid(pointer(unknown), "is not a known field");
            case InvalidValueException invalid -> ProblemException.invalid(pointer(invalid), invalid.reason());
            case MismatchedInputException mismatch -> mismatch(mismatch);
            case InputCoercionException number ->
                ProblemException.invalid(pointer(number), "must be a number within the allowed range");
            case DatabindException other -> ProblemException.invalid(pointer(other), "is not valid");
            case StreamConstraintsException limit ->
                ProblemException.invalid(pointer(limit), "is too long or too deeply nested");
            default -> malformed(exception);
        };
    }

    private static ProblemException mismatch(MismatchedInputException mismatch) {
        if (mismatch.getPath().isEmpty() && mismatch.getCurrentToken() == null) {
            return new ProblemException(ProblemType.MALFORMED_JSON, "The body is empty or ends too early.");
        }
        return ProblemException.invalid(pointer(mismatch), expectation(mismatch.getTargetType()));
    }

    private static ProblemException malformed(JacksonException exception) {
        int line =
                exception.getLocation() == null ? -1 : exception.getLocation().getLineNr();
        int column =
                exception.getLocation() == null ? -1 : exception.getLocation().getColumnNr();
        String where = line < 1 ? "" : " at line " + line + ", column " + column;
        return new ProblemException(ProblemType.MALFORMED_JSON, "The body is not well-formed JSON" + where + ".");
    }

    private static @Nullable ProblemException raisedBelow(Throwable exception) {
        for (Throwable cause = exception.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return problem;
            }
        }
        return null;
    }

    static String expectation(@Nullable Class<?> type) {
        if (type == null) {
            return "is not valid";
        }
        if (type.isEnum()) {
            return "must be one of " + names(type);
        }
        return EXPECTATIONS.stream()
                .filter(expectation -> expectation.type().isAssignableFrom(type))
                .map(Expectation::message)
                .findFirst()
                .orElse("must be an object");
    }

    private static String names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /** The place in the document that the parser had reached, as a JSON pointer. */
    private static String pointer(JacksonException exception) {
        List<JacksonException.Reference> path = exception.getPath();
        return path.stream()
                .map(step -> step.getPropertyName() == null
                        ? String.valueOf(step.getIndex())
                        : step.getPropertyName().replace("~", "~0").replace("/", "~1"))
                .map(step -> "/" + step)
                .collect(Collectors.joining());
    }
}
