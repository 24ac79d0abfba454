package org.seiplatform.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A real PgBouncer in transaction mode, which a test can kill and start again. */
public final class PgBouncer implements AutoCloseable {

    private final ServerProgram program;
    private final List<String> command;
    private final Path directory;

    private PgBouncer(ServerProgram program, List<String> command, Path directory) {
        this.program = program;
        this.command = command;
        this.directory = directory;
    }

    public static boolean isInstalled() {
        return ServerProgram.isInstalled("pgbouncer");
    }

    /** The command of the one that is installed on this machine: Debian 12's 1.18 knows no prepared statements of its clients. */
    public static Optional<String> installed() {
        return isInstalled() ? Optional.of("pgbouncer") : Optional.empty();
    }

    /** The command of one from 1.24 on, which {@code SEI_TEST_PGBOUNCER} tells. */
    public static Optional<String> newer() {
        return Optional.ofNullable(System.getenv("SEI_TEST_PGBOUNCER"));
    }

    /**
     * Starts one in front of a database.
     *
     * @param port where the server listens, on 127.0.0.1
     * @param user whom the server lets in without a password
     */
    public static PgBouncer before(int port, String database, String user) {
        return before(port, database, user, "pgbouncer", Map.of());
    }

    /**
     * Starts one in front of a database.
     *
     * @param program the command that runs it
     * @param settings of its section {@code pgbouncer}, in addition or instead
     */
    public static PgBouncer before(
            int port, String database, String user, String program, Map<String, String> settings) {
        return start(
                "%s = host=127.0.0.1 port=%d user=%s".formatted(database, port, user),
                "\"%s\" \"\"\n".formatted(user),
                program,
                settings);
    }

    /**
     * Starts one.
     *
     * @param database a line of its section {@code databases}
     * @param users the content of the file that it knows users by
     */
    public static PgBouncer start(String database, String users, String program, Map<String, String> settings) {
        Path directory = ServerProgram.directory("pgbouncer");
        int port = ServerProgram.freePort();
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "listen_addr", "127.0.0.1",
                "unix_socket_dir", "",
                "auth_type", "trust",
                "auth_file", "users",
                "pool_mode", "transaction",
                "ignore_startup_parameters", "extra_float_digits",
                "query_wait_timeout", "5",
                "server_login_retry", "1",
                "server_connect_timeout", "3"));
        all.putAll(Map.of("default_pool_size", "20", "max_client_conn", "200"));
        all.putAll(settings);
        all.put("listen_port", Integer.toString(port));
        List<String> command = ServerProgram.asNobody(List.of("/bin/sh", "-c", "exec " + program + " pgbouncer.ini"));
        try {
            Files.writeString(directory.resolve("users"), users);
            Files.writeString(
                    directory.resolve("pgbouncer.ini"),
                    "[databases]\n" + database + "\n[pgbouncer]\n"
                            + all.entrySet().stream()
                                    .map(setting -> setting.getKey() + " = " + setting.getValue())
                                    .collect(Collectors.joining("\n"))
                            + "\n");
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        return new PgBouncer(ServerProgram.start("PgBouncer", directory, port, command), command, directory);
    }

    public int port() {
        return program.port();
    }

    /** Gives it the content of the file that it knows users by, which it reads at once. */
    public void users(String content) {
        try {
            Files.writeString(directory.resolve("users"), content);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        program.signal("HUP");
    }

    /** Ends it at once, with all connections through it. */
    public void kill() {
        program.kill();
    }

    /** Starts it again on the same port. */
    public void startAgain() {
        program.startAgain(command);
    }

    @Override
    public void close() {
        program.close();
    }
}
