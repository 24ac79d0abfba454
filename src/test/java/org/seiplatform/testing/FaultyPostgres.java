package org.seiplatform.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** A PostgreSQL server of its own, which a test can restart, kill and starve. Its data outlives its process. */
public final class FaultyPostgres implements AutoCloseable {

    /** Whom the service is on it: not a superuser, so that its connections can be used up. */
    public static final String USER = "sei";

    public static final String DATABASE = "sei";

    /** Who may ask for what others' passwords are checked by: the user of a pooler. */
    public static final String VERIFIER = "pgbouncer";

    private final Path directory;
    private final int port;
    private EmbeddedPostgres server;
    private volatile String password = "unused";

    private FaultyPostgres(Path directory, int port) {
        this.directory = directory;
        this.port = port;
        this.server = launch();
    }

    /** Starts a new server and makes an empty database on it. */
    public static FaultyPostgres start() {
        FaultyPostgres postgres =
                new FaultyPostgres(ServerProgram.directory("faulty-postgres"), ServerProgram.freePort());
        postgres.execute("create role " + USER + " login");
        postgres.execute("create database " + DATABASE + " owner " + USER);
        return postgres;
    }

    public int port() {
        return port;
    }

    /** From now on everybody but the superuser is asked for a password. */
    public void askForPassword(String password) {
        changePassword(password);
        execute("create role %s login password '%s'".formatted(VERIFIER, VERIFIER));
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema pgbouncer");
            statement.execute("grant usage on schema pgbouncer to " + VERIFIER);
            statement.execute("""
                    create function pgbouncer.secret_of(role_name text, out name text, out secret text) returns setof record
                    language sql security definer as
                    'select rolname, rolpassword from pg_catalog.pg_authid where rolname = role_name'
                    """);
            Files.writeString(
                    directory.resolve("data/pg_hba.conf"),
                    "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
            statement.execute("select pg_reload_conf()");
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (SQLException cause) {
            throw new IllegalStateException(cause);
        }
    }

    /** From now on the service does not get in with the former one. */
    public void changePassword(String password) {
        execute("alter role %s password '%s'".formatted(USER, password));
        this.password = password;
    }

    /** The database, as the service sees it. */
    public TestDatabase database() {
        return new TestDatabase(
                Edition.PLAIN, "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, DATABASE), USER, password);
    }

    /** Opens a connection as the superuser, to the service's database. */
    public Connection connect() {
        try {
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, DATABASE), "postgres", "unused");
        } catch (SQLException cause) {
            throw new IllegalStateException(cause);
        }
    }

    /** Ends all sessions and starts again, as for a change of settings. */
    public void restart() {
        stop();
        server = launch();
    }

    /** Ends all of its processes at once (SIGKILL). */
    public void kill() {
        ProcessHandle postmaster = ProcessHandle.of(pid()).orElseThrow();
        // A child of which nobody knows could go on writing beside the next server.
        ServerProgram.signal(postmaster.pid(), "STOP");
        List<ProcessHandle> children = postmaster.descendants().toList();
        postmaster.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        postmaster.onExit().join();
        children.forEach(child -> child.onExit().join());
    }

    /** Starts after {@link #kill()}, which lets it recover what was committed from its log. */
    public void startAgain() {
        try {
            server.close();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        server = launch();
    }

    @Override
    public void close() {
        stop();
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private void stop() {
        try {
            server.close();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private void execute(String sql) {
        try (Connection connection =
                        DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"), "postgres", "unused");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException cause) {
            throw new IllegalStateException(cause);
        }
    }

    private long pid() {
        try {
            return Long.parseLong(Files.readAllLines(directory.resolve("data/postmaster.pid"))
                    .getFirst()
                    .strip());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private EmbeddedPostgres launch() {
        try {
            return EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(directory.resolve("data"))
                    .setCleanDataDirectory(false)
                    .setPGStartupWait(Duration.ofMinutes(1))
                    .setServerConfig("max_connections", "60")
                    // The library turns it off, and what was acknowledged could be lost.
                    .setServerConfig("synchronous_commit", "on")
                    .start();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
