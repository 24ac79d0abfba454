package org.seiplatform.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A real streaming replica of a PostgreSQL 15 server, made with the installed programs, which a test can hold back and kill. */
public final class StreamingReplica implements AutoCloseable {

    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");

    private final TestDatabase primary;
    private final ServerProgram server;
    private final List<String> command;

    private StreamingReplica(TestDatabase primary, ServerProgram server, List<String> command) {
        this.primary = primary;
        this.server = server;
        this.command = command;
    }

    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAMS.resolve("pg_basebackup"));
    }

    /** Copies the server of a database and follows it from then on. */
    public static StreamingReplica of(TestDatabase primary) {
        Path directory = ServerProgram.directory("replica");
        int port = ServerProgram.freePort();
        String data = directory.resolve("data").toString();
        copy(primary, directory, data);
        List<String> command = ServerProgram.asNobody(List.of(
                PROGRAMS + "/postgres",
                "-D",
                data,
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_connections=400",
                "-c",
                "wal_retrieve_retry_interval=200ms"));
        return new StreamingReplica(primary, ServerProgram.start("the replica", directory, port, command), command);
    }

    private static void copy(TestDatabase primary, Path directory, String data) {
        try {
            Process copying = new ProcessBuilder(ServerProgram.asNobody(List.of(
                            PROGRAMS + "/pg_basebackup",
                            "--host=127.0.0.1",
                            "--port=" + primary.port(),
                            "--username=" + primary.username(),
                            "--pgdata=" + data,
                            "--write-recovery-conf",
                            "--checkpoint=fast",
                            "--no-sync")))
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("copy").toFile())
                    .start();
            if (copying.waitFor() != 0) {
                throw new IllegalStateException(Files.readString(directory.resolve("copy")));
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** The copy of the primary's database. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.port(), primary.name());
    }

    /** Receives what the primary writes, and shows none of it. */
    public void holdBack() {
        execute("select pg_wal_replay_pause()");
        await("the replica to hold back").until(() -> "paused".equals(text("select pg_get_wal_replay_pause_state()")));
    }

    /** Shows what it has received, and all that follows. */
    public void goOn() {
        execute("select pg_wal_replay_resume()");
    }

    /** Ends it at once (SIGKILL). */
    public void kill() {
        server.kill();
    }

    public void startAgain() {
        server.startAgain(command);
    }

    @Override
    public void close() {
        server.close();
    }

    private void execute(String sql) {
        text(sql);
    }

    private String text(String sql) {
        try (Connection connection = DriverManager.getConnection(url(), primary.username(), primary.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException cause) {
            throw new IllegalStateException(cause);
        }
    }
}
