package org.seiplatform.platform.problem;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.exception.ConstraintViolationException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Finds the problem behind a row that the database refused. */
@Component
class DatabaseProblems {

    private final Map<String, ConstraintProblem> byConstraint;

    DatabaseProblems(List<ConstraintProblems> features) {
        byConstraint = features.stream()
                .flatMap(feature -> feature.constraintProblems().stream())
                .collect(Collectors.toUnmodifiableMap(ConstraintProblem::constraint, Function.identity()));
    }

    /** Empty when the refusal cannot be the caller's doing. */
    Optional<ProblemException> of(DataIntegrityViolationException exception) {
        return constraint(exception)
                .flatMap(name -> Optional.ofNullable(byConstraint.get(name)))
                .map(ConstraintProblem::toException)
                .or(() -> sqlState(exception).flatMap(DatabaseProblems::general));
    }

    private static Optional<ProblemException> general(String sqlState) {
        if (sqlState.equals(PSQLState.UNIQUE_VIOLATION.getState())) {
            return Optional.of(new ProblemException(ProblemType.CONFLICT, "The same thing exists already."));
        }
        if (sqlState.equals(PSQLState.FOREIGN_KEY_VIOLATION.getState())) {
            return Optional.of(new ProblemException(
                    ProblemType.CONFLICT, "Something that this refers to, or that refers to it, changed meanwhile."));
        }
        return Optional.empty();
    }

    private static Optional<String> constraint(Throwable exception) {
        return causes(exception).flatMap(DatabaseProblems::named).findFirst();
    }

    private static Stream<String> named(Throwable cause) {
        if (cause instanceof ConstraintViolationException violation) {
            return Stream.ofNullable(violation.getConstraintName());
        }
        if (cause instanceof PSQLException refused && refused.getServerErrorMessage() != null) {
            return Stream.ofNullable(refused.getServerErrorMessage().getConstraint());
        }
        return Stream.empty();
    }

    private static Optional<String> sqlState(Throwable exception) {
        return causes(exception)
                .filter(PSQLException.class::isInstance)
                .map(cause -> ((PSQLException) cause).getSQLState())
                .findFirst();
    }

    private static Stream<Throwable> causes(Throwable exception) {
        return Stream.iterate(exception, cause -> cause != null, Throwable::getCause);
    }
}
