package org.seiplatform.platform.persistence;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.persistence.DatabaseProperties.Limits;

/**
 * A connection of which nothing outlives a transaction: what is set for it is set within the transaction, so that it works through
 * a pooler that gives each transaction another session. It is taken from a pool at the first statement, when it is known what for.
 */
final class TransactionConnection implements InvocationHandler {

    private final DatabaseUse use;
    private final Limits limits;
    private final DatabaseProperties properties;
    private final ReplicaReads servers;
    private final RequestConnections permits;
    private @Nullable Connection target;
    private boolean autoCommit = true;
    private boolean readOnly;
    private boolean limited;
    private boolean permitted;
    private boolean closed;
    private int isolation = Connection.TRANSACTION_READ_COMMITTED;

    private TransactionConnection(
            DatabaseUse use, DatabaseProperties properties, ReplicaReads servers, RequestConnections permits) {
        this.use = use;
        this.limits = properties.limits(use);
        this.properties = properties;
        this.servers = servers;
        this.permits = permits;
    }

    static Connection open(
            DatabaseUse use, DatabaseProperties properties, ReplicaReads servers, RequestConnections permits) {
        return (Connection) Proxy.newProxyInstance(
                TransactionConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new TransactionConnection(use, properties, servers, permits));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        Object[] given = arguments == null ? new Object[0] : arguments;
        return switch (method.getName()) {
            case "equals" -> proxy == given[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "connection for " + use;
            case "getAutoCommit" -> autoCommit;
            case "isReadOnly" -> readOnly;
            case "getTransactionIsolation" -> isolation;
            case "isClosed" -> closed || (target != null && target.isClosed());
            case "setAutoCommit" -> setAutoCommit((boolean) given[0]);
            case "setReadOnly" -> setReadOnly((boolean) given[0]);
            case "setTransactionIsolation" -> isolation = (int) given[0];
            case "commit", "rollback" -> end(method, given);
            case "close" -> close();
            case "getWarnings", "clearWarnings" -> target == null ? null : call(method, given);
            case "createStatement", "prepareStatement", "prepareCall" -> statement(method, given);
            default -> {
                connected();
                yield call(method, given);
            }
        };
    }

    private @Nullable Object setAutoCommit(boolean value) throws SQLException {
        if (value != autoCommit) {
            if (target != null) {
                target.setAutoCommit(value);
                // To leave a transaction is to commit it.
                noteWrite();
            }
            autoCommit = value;
            limited = false;
        }
        return null;
    }

    private @Nullable Object setReadOnly(boolean value) throws SQLException {
        readOnly = value;
        if (target != null) {
            target.setReadOnly(value);
        }
        return null;
    }

    private @Nullable Object end(Method method, Object[] arguments) throws Throwable {
        if (target == null) {
            return null;
        }
        // To a savepoint only: the transaction goes on.
        if (arguments.length == 0) {
            limited = false;
        }
        Object result = call(method, arguments);
        noteWrite();
        return result;
    }

    private @Nullable Object close() throws SQLException {
        if (!closed) {
            closed = true;
            try {
                if (target != null) {
                    target.close();
                }
            } finally {
                leave();
            }
        }
        return null;
    }

    /** Before the caller can learn that something was written. Only transactions write what later requests read. */
    private void noteWrite() {
        if ((use == DatabaseUse.WRITE || use == DatabaseUse.STREAM) && !readOnly && !autoCommit && target != null) {
            servers.written();
        }
    }

    private @Nullable Object statement(Method method, Object[] arguments) throws Throwable {
        Connection connection = connected();
        if (!autoCommit && !limited) {
            limit(connection);
        }
        Object statement = call(method, arguments);
        if (autoCommit && statement instanceof Statement single) {
            // There is no transaction to set a limit in. The driver asks the server to cancel.
            single.setQueryTimeout((int) Math.max(1, limits.statementTimeout().toSeconds()));
        }
        return statement;
    }

    private Connection connected() throws SQLException {
        if (closed) {
            throw new SQLException("The connection is closed", "08003");
        }
        Connection connection = target;
        if (connection == null) {
            enter();
            connection = readOnly && !autoCommit && use == DatabaseUse.READ ? fromReplica() : null;
            if (connection == null) {
                connection = begin(servers.primary().connect());
            }
            target = connection;
        }
        return connection;
    }

    private void enter() throws SQLException {
        if (use.isRequest() && !permitted) {
            permits.acquire(use);
            permitted = true;
        }
    }

    private void leave() {
        if (permitted) {
            permitted = false;
            permits.release();
        }
    }

    /** The limits are the first that is asked of it: if the replica has gone meanwhile, that shows here, where it does no harm. */
    private @Nullable Connection fromReplica() {
        ConnectionPool replica = servers.replica();
        if (replica == null) {
            return null;
        }
        Connection connection = null;
        try {
            connection = begin(replica.connect());
            limit(connection);
            return connection;
        } catch (SQLException failure) {
            servers.replicaFailed(failure);
            discard(connection);
            limited = false;
            return null;
        }
    }

    private static void discard(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException gone) {
            // It is of no use any more, whatever happens to it.
        }
    }

    private Connection begin(Connection connection) throws SQLException {
        try {
            int patience = Math.toIntExact(properties.patience(limits).toMillis());
            int driversOwn = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, driversOwn == 0 ? patience : Math.min(driversOwn, patience));
            connection.setReadOnly(readOnly);
            connection.setAutoCommit(autoCommit);
            return connection;
        } catch (SQLException | RuntimeException failure) {
            discard(connection);
            throw failure;
        }
    }

    /** Set for the transaction that begins with it; travels together with its beginning. */
    private void limit(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "%sset local statement_timeout = %d; set local lock_timeout = %d; set local idle_in_transaction_session_timeout = %d"
                            .formatted(
                                    isolationOf(isolation),
                                    limits.statementTimeout().toMillis(),
                                    limits.lockTimeout().toMillis(),
                                    properties.idleInTransactionTimeout().toMillis()));
        }
        limited = true;
    }

    /** The driver would set it for the session. */
    private static String isolationOf(int level) {
        return switch (level) {
            case Connection.TRANSACTION_REPEATABLE_READ -> "set transaction isolation level repeatable read; ";
            case Connection.TRANSACTION_SERIALIZABLE -> "set transaction isolation level serializable; ";
            default -> "";
        };
    }

    private @Nullable Object call(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(Objects.requireNonNull(target), arguments);
        } catch (InvocationTargetException thrown) {
            throw Objects.requireNonNullElse(thrown.getCause(), thrown);
        }
    }
}
