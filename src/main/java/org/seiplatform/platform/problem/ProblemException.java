package org.seiplatform.platform.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A problem that the caller is told about; its detail and errors are part of the answer. */
public class ProblemException extends RuntimeException {

    private final ProblemType type;
    private final List<FieldError> errors;
    private final @Nullable String errorId;

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of());
    }

    public ProblemException(ProblemType type, String detail, List<FieldError> errors) {
        this(type, detail, errors, null);
    }

    /** @param errorId what the log calls the error behind this problem; null where there is none */
    ProblemException(ProblemType type, String detail, List<FieldError> errors, @Nullable String errorId) {
        // A caller's mistake needs no stack trace, and a flood of mistakes must not cost one each.
        super(detail, null, false, false);
        this.type = type;
        this.errors = List.copyOf(errors);
        this.errorId = errorId;
    }

    /** Nothing of this kind is there, as far as the caller may know; {@code what} is a noun, as in "team". */
    public static ProblemException notFound(String what) {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such " + what + ".");
    }

    /** The input breaks one rule. */
    public static ProblemException invalid(String pointer, String message) {
        return invalid(List.of(new FieldError(pointer, message)));
    }

    /** The input breaks rules; there must be at least one error. */
    public static ProblemException invalid(List<FieldError> errors) {
        return new ProblemException(
                ProblemType.VALIDATION_FAILED,
                errors.size() == 1 ? "One field is not valid." : errors.size() + " fields are not valid.",
                errors);
    }

    /** The same about a part of a document: errors point into the whole. */
    public ProblemException within(String pointer) {
        List<FieldError> inner = errors.stream()
                .map(error -> new FieldError(pointer + error.pointer(), error.message(), error.index(), error.line()))
                .toList();
        return new ProblemException(type, detail(), inner, errorId);
    }

    public ProblemType type() {
        return type;
    }

    /** What the answer says about this occurrence. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<FieldError> errors() {
        return errors;
    }

    /** What the log calls the error behind this problem; null where the caller is to blame. */
    public @Nullable String errorId() {
        return errorId;
    }
}
