package org.seiplatform.platform.resilience;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Refuses connections at once while none can be had, instead of letting everybody wait for one. What is under way goes on. */
final class GuardedDataSource extends DelegatingDataSource {

    private final Supplier<Guard> guard;

    GuardedDataSource(DataSource connections, Supplier<Guard> guard) {
        super(connections);
        this.guard = guard;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return guarded(super::getConnection);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return guarded(() -> super.getConnection(username, password));
    }

    private Connection guarded(Callable<Connection> connecting) throws SQLException {
        try {
            return guard.get().call(connecting);
        } catch (DependencyUnavailableException refused) {
            throw new SQLTransientConnectionException(refused.detail(), refused);
        } catch (SQLException | RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
