package org.seiplatform.platform.problem;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.exception.ConstraintViolationException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/** Finds the problem behind a row that the database refused. */
@Component
class DatabaseProblems {

    private final Map<String, ConstraintProblem> byConstraint;

    /** Connections, resources, intervention of an operator, and the system; see PostgreSQL's appendix on error codes. */
    private static final List<String> UNAVAILABLE_STATES = List.of("08", "53", "57P", "58");

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

    /**
     * Whether the database could not do its work, whatever was asked of it: there is no connection, or the server is short of
     * something or ends. When that is noticed while a transaction ends, Spring's exceptions do not tell.
     */
    static boolean isUnavailable(Throwable exception) {
        return exception instanceof DataAccessResourceFailureException
                || exception instanceof TransientDataAccessException
                || exception instanceof CannotCreateTransactionException
                || causes(exception)
                        .filter(SQLException.class::isInstance)
                        .map(SQLException.class::cast)
                        .anyMatch(DatabaseProblems::isUnavailable);
    }

    private static boolean isUnavailable(SQLException exception) {
        String state = exception.getSQLState();
        // What has no state was not said by the server, but by the driver or the pool about a connection.
        return state == null
                || exception instanceof SQLTransientConnectionException
                || UNAVAILABLE_STATES.stream().anyMatch(state::startsWith);
    }

    private static Optional<ProblemException> general(String sqlState) {
        if (sqlState.equals(PSQLState.UNIQUE_VIOLATION.getState())) {
            return Optional.of(new ProblemException(ProblemType.CONFLICT, "The same thing exists already."));
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
