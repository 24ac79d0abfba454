package org.seiplatform.source.webhook;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;

/** Tells a failure after which the same can succeed from one that comes again each time. */
final class PassingFailure {

    /**
     * Connections, transactions that were in each other's way, resources, locks that were not to be had, statements that took too
     * long or were ended by an operator, and the system; see PostgreSQL's appendix on error codes.
     */
    private static final List<String> PASSING_STATES = List.of("08", "40", "53", "55P03", "57", "58");

    private PassingFailure() {}

    static boolean is(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(PassingFailure::passes);
    }

    private static boolean passes(Throwable cause) {
        return cause instanceof TransientDataAccessException
                || cause instanceof DataAccessResourceFailureException
                || (cause instanceof SQLException refused && passes(refused.getSQLState()))
                || (cause instanceof ProblemException problem
                        && (problem.type() == ProblemType.UNAVAILABLE || problem.type() == ProblemType.OVERLOADED));
    }

    /** What has no state was not said by the server, but by the driver or the pool about a connection. */
    private static boolean passes(@Nullable String state) {
        return state == null || PASSING_STATES.stream().anyMatch(state::startsWith);
    }
}
