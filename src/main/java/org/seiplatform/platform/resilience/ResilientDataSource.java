package org.seiplatform.platform.resilience;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Refuses connections at once while none can be had, instead of letting everybody wait for one. What is under way goes on. */
final class ResilientDataSource extends DelegatingDataSource {

    private final Supplier<ResiliencePolicy> policy;

    ResilientDataSource(DataSource connections, Supplier<ResiliencePolicy> policy) {
        super(connections);
        this.policy = policy;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return protectedConnection(super::getConnection);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return protectedConnection(() -> super.getConnection(username, password));
    }

    private Connection protectedConnection(Callable<Connection> connecting) throws SQLException {
        try {
            return policy.get().call(connecting);
        } catch (DependencyUnavailableException refused) {
            throw new SQLTransientConnectionException(refused.detail(), refused);
        } catch (SQLException | RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
