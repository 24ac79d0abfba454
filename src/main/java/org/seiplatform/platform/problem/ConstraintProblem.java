package org.seiplatform.platform.problem;

import java.util.List;

/**
 * What it means to the caller that the database refused a row.
 *
 * @param constraint the constraint's name in the schema
 * @param type the problem that the caller is told
 * @param detail one sentence about this rule
 * @param errors the field at fault, if one is
 */
public record ConstraintProblem(String constraint, ProblemType type, String detail, List<FieldError> errors) {

    /** A name that another object has already. */
    public static ConstraintProblem taken(String constraint, String pointer, String detail) {
        return new ConstraintProblem(
                constraint, ProblemType.CONFLICT, detail, List.of(new FieldError(pointer, "is already taken")));
    }

    /** An object that must be there and is not; {@code what} is a noun. */
    public static ConstraintProblem missing(String constraint, String what) {
        return new ConstraintProblem(constraint, ProblemType.NOT_FOUND, "There is no such " + what + ".", List.of());
    }

    /** A rule about one field that only the database can check for certain. */
    public static ConstraintProblem invalid(String constraint, String pointer, String message) {
        return new ConstraintProblem(
                constraint,
                ProblemType.VALIDATION_FAILED,
                "One field is not valid.",
                List.of(new FieldError(pointer, message)));
    }

    /** Any other rule, with no single field at fault. */
    public static ConstraintProblem of(String constraint, ProblemType type, String detail) {
        return new ConstraintProblem(constraint, type, detail, List.of());
    }

    ProblemException toException() {
        return new ProblemException(type, detail, errors);
    }
}
