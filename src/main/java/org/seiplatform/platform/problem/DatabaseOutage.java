package org.seiplatform.platform.problem;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells that the database could not do its work, whatever was asked of it, from that something is wrong with the question or with us. */
public final class DatabaseOutage {

    /** Connections, resources, intervention of an operator, and the system; see PostgreSQL's appendix on error codes. */
    private static final List<String> STATES = List.of("08", "53", "57P", "58");

    private DatabaseOutage() {}

    /**
     * Whether there is no connection, or the server is short of something or ends. When that is noticed while a transaction ends,
     * Spring's exceptions do not tell, but what caused them does.
     */
    public static boolean causes(Throwable failure) {
        return failure instanceof DataAccessResourceFailureException
                || failure instanceof TransientDataAccessException
                || failure instanceof CannotCreateTransactionException
                || Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                        .filter(SQLException.class::isInstance)
                        .map(SQLException.class::cast)
                        .anyMatch(DatabaseOutage::isUnavailable);
    }

    private static boolean isUnavailable(SQLException exception) {
        String state = exception.getSQLState();
        // What has no state was not said by the server, but by the driver or the pool about a connection.
        return state == null
                || exception instanceof SQLTransientConnectionException
                || STATES.stream().anyMatch(state::startsWith);
    }
}
