package org.seiplatform.platform.problem;

import java.util.List;

/** A problem that the caller is told about; its detail and errors are part of the answer. */
public class ProblemException extends RuntimeException {

    private final ProblemType type;
    private final List<FieldError> errors;

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of());
    }

    public ProblemException(ProblemType type, String detail, List<FieldError> errors) {
        // A caller's mistake needs no stack trace, and a flood of mistakes must not cost one each.
        super(detail, null, false, false);
        this.type = type;
        this.errors = List.copyOf(errors);
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
        return new ProblemException(type, detail(), inner);
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
}
