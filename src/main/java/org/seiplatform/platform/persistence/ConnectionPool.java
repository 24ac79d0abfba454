package org.seiplatform.platform.persistence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.seiplatform.platform.persistence.DatabaseProperties.PreparedStatements;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections to one server, directly or through a pooler that gives each transaction another session. */
final class ConnectionPool {

    private static final Logger log = LoggerFactory.getLogger(ConnectionPool.class);

    private final String name;
    private final DataSource connections;
    private final PreparedStatements preparedStatements;
    private volatile @Nullable Boolean pooled;

    /** @param name for the log */
    ConnectionPool(String name, DataSource connections, PreparedStatements preparedStatements) {
        this.name = name;
        this.connections = connections;
        this.preparedStatements = preparedStatements;
    }

    /** A connection between two transactions, for the caller to close. */
    Connection connect() throws SQLException {
        Connection connection = connections.getConnection();
        try {
            if (!staysPrepared(connection)) {
                connection.unwrap(PGConnection.class).setPrepareThreshold(0);
            }
            return connection;
        } catch (SQLException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    private boolean staysPrepared(Connection connection) throws SQLException {
        return switch (preparedStatements) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> !isPooled(connection);
        };
    }

    private boolean isPooled(Connection connection) throws SQLException {
        Boolean known = pooled;
        if (known == null) {
            known = isPooledNow(connection);
            pooled = known;
            log.info("Connections to the {} are {}", name, known ? "pooled between" : "direct");
        }
        return known;
    }

    /** A pooler tells its clients a process of its own invention: the server's own may be another one each time. */
    private static boolean isPooledNow(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1) != connection.unwrap(PGConnection.class).getBackendPID();
        }
    }
}
