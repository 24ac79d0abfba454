package org.seiplatform.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** A PostgreSQL server that is reached through the database it was made with. */
final class PostgresServer implements DatabaseServer {

    private final TestDatabase maintenance;
    private final Runnable stop;
    private final List<String> databases = Collections.synchronizedList(new ArrayList<>());

    /**
     * @param maintenance a database of the server, from which others are created
     * @param stop what ends the server
     */
    PostgresServer(TestDatabase maintenance, Runnable stop) {
        this.maintenance = maintenance;
        this.stop = stop;
    }

    @Override
    public TestDatabase createDatabase() throws SQLException {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        // template1 may be in use by the workers of an extension that an image has put there
        execute("create database %s template template0".formatted(name));
        databases.add(name);
        return new TestDatabase(maintenance.edition(), urlOf(name), maintenance.username(), maintenance.password());
    }

    @Override
    public void close() {
        try {
            for (String database : databases) {
                execute("drop database if exists %s with (force)".formatted(database));
            }
        } catch (SQLException gone) {
            // a server that is stopped already has no database left to drop
        } finally {
            stop.run();
        }
    }

    private String urlOf(String database) {
        String url = maintenance.url();
        int parameters = url.indexOf('?');
        String address = parameters < 0 ? url : url.substring(0, parameters);
        String rest = parameters < 0 ? "" : url.substring(parameters);
        return address.substring(0, address.lastIndexOf('/') + 1) + database + rest;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(maintenance.url(), maintenance.username(), maintenance.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
