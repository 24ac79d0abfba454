package org.seiplatform.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real PgBouncer in transaction mode, which a test can kill and start again. */
public final class PgBouncer implements AutoCloseable {

    private static final List<String> COMMAND = ServerProgram.asNobody(List.of("pgbouncer", "pgbouncer.ini"));

    private final ServerProgram program;

    private PgBouncer(ServerProgram program) {
        this.program = program;
    }

    public static boolean isInstalled() {
        return ServerProgram.isInstalled("pgbouncer");
    }

    /**
     * Starts one in front of a database.
     *
     * @param port where the server listens, on 127.0.0.1
     * @param user whom the server lets in without a password
     */
    public static PgBouncer before(int port, String database, String user) {
        Path directory = ServerProgram.directory("pgbouncer");
        int own = ServerProgram.freePort();
        try {
            Files.writeString(directory.resolve("users"), "\"%s\" \"\"\n".formatted(user));
            Files.writeString(directory.resolve("pgbouncer.ini"), """
                            [databases]
                            %s = host=127.0.0.1 port=%d user=%s
                            [pgbouncer]
                            listen_addr = 127.0.0.1
                            listen_port = %d
                            unix_socket_dir =
                            auth_type = trust
                            auth_file = users
                            pool_mode = transaction
                            default_pool_size = 20
                            max_client_conn = 200
                            ignore_startup_parameters = extra_float_digits
                            query_wait_timeout = 5
                            server_login_retry = 1
                            server_connect_timeout = 3
                            """.formatted(database, port, user, own));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        return new PgBouncer(ServerProgram.start("PgBouncer", directory, own, COMMAND));
    }

    public int port() {
        return program.port();
    }

    /** Ends it at once, with all connections through it. */
    public void kill() {
        program.kill();
    }

    /** Starts it again on the same port. */
    public void startAgain() {
        program.startAgain(COMMAND);
    }

    @Override
    public void close() {
        program.close();
    }
}
