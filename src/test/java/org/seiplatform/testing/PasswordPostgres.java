package org.seiplatform.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL 15 of its own, from the installed programs, that asks everybody but the owner for a password. */
public final class PasswordPostgres implements AutoCloseable {

    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");

    private final NativeServer server;

    private PasswordPostgres(NativeServer server) {
        this.server = server;
    }

    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAMS.resolve("postgres"));
    }

    public static PasswordPostgres start() {
        PasswordPostgres postgres = new PasswordPostgres(NativeServer.start(Edition.POSTGRESQL_15, PROGRAMS));
        try {
            Files.writeString(
                    Path.of(postgres.text("show hba_file")),
                    "host all sei 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        postgres.text("select pg_reload_conf()");
        return postgres;
    }

    /** Its database, as the owner sees it. */
    public TestDatabase database() {
        return server.maintenance();
    }

    /** Makes a user who may use the owner's tables, those to come included. */
    public void createUser(String name, String password) {
        execute("create role %s login password '%s'".formatted(name, password));
        execute("grant all on all tables in schema public to " + name);
        execute("grant all on all sequences in schema public to " + name);
        execute("alter default privileges grant all on tables to " + name);
        execute("alter default privileges grant all on sequences to " + name);
    }

    /** From now on nobody comes in with the former one. */
    public void changePassword(String name, String password) {
        execute("alter role %s password '%s'".formatted(name, password));
    }

    /** Lets nobody in under this name any more; who is in stays. */
    public void lock(String name) {
        execute("alter role %s nologin".formatted(name));
    }

    public void execute(String sql) {
        try (Connection connection = database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException cause) {
            throw new IllegalStateException(cause);
        }
    }

    /** The first value of a query. */
    public String text(String sql) {
        try (Connection connection = database().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        } catch (SQLException cause) {
            throw new IllegalStateException(cause);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
