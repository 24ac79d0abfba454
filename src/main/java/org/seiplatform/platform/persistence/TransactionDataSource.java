package org.seiplatform.platform.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What the application takes its connections from: limited by what they are for, and on the server that fits. */
final class TransactionDataSource extends DelegatingDataSource {

    private final DatabaseProperties properties;
    private final ReplicaReads servers;
    private final RequestConnections permits;

    /** @param primary the pool behind it, for those who measure it */
    TransactionDataSource(
            DataSource primary, DatabaseProperties properties, ReplicaReads servers, RequestConnections permits) {
        super(primary);
        this.properties = properties;
        this.servers = servers;
        this.permits = permits;
    }

    @Override
    public Connection getConnection() {
        return TransactionConnection.open(DatabaseUse.current(), properties, servers, permits);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLException("Connections are those of the service's own user");
    }
}
