package org.seiplatform.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.seiplatform.platform.startup.StartFailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL server on 127.0.0.1. It runs in a process group of its own, so that a Ctrl-C in the terminal reaches the
 * service alone, which stops the server when it no longer needs it.
 */
final class PostgresServer {

    static final String USER = "sei";

    private static final Logger LOGGER = LoggerFactory.getLogger(PostgresServer.class);

    private final Path programs;
    private final Path home;
    private final Path data;
    private final String password;
    private final ServerAccount account;

    /** @param programs the directory of PostgreSQL's programs */
    PostgresServer(LocalDirectory directory, Path programs) throws IOException {
        this.programs = programs;
        this.home = directory.directory("postgres");
        this.data = home.resolve("data");
        this.password =
                directory.secret("postgres/password", () -> UUID.randomUUID().toString());
        this.account = ServerAccount.current();
    }

    /**
     * Starts the server on the data of the last run, or on new data. A server that a killed service left on them is
     * stopped first.
     *
     * @throws StartFailureException if it does not start
     */
    void start(int port) throws IOException {
        if (Files.isDirectory(data)) {
            account.own(data);
            stopLeftServer();
        } else {
            initialize();
        }
        Path log = home.resolve("server.log");
        Files.deleteIfExists(log);
        String options =
                "-c listen_addresses=127.0.0.1 -c port=%d -c unix_socket_directories= -c timezone=UTC".formatted(port);
        Command start = run("pg_ctl", "start", "-s", "-w", "-D", "data", "-l", "server.log", "-o", options);
        if (!start.succeeded()) {
            throw failure(Files.exists(log) ? Files.readString(log).strip() : start.output());
        }
        LOGGER.info("PostgreSQL listens on port {} and keeps its data in {}", port, data);
    }

    /** Ends the sessions that are left and stops the server, if it runs. */
    void stop() {
        try {
            if (isRunning()) {
                stopServer();
            }
        } catch (IOException | StartFailureException cause) {
            LOGGER.warn("PostgreSQL did not stop", cause);
        }
    }

    String password() {
        return password;
    }

    private void initialize() throws IOException {
        Path next = home.resolve("data.next");
        FileSystemUtils.deleteRecursively(next);
        Command initialization = run(
                "initdb",
                "-D",
                "data.next",
                "--username=" + USER,
                "--pwfile=password",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions");
        if (!initialization.succeeded()) {
            throw failure(initialization.output());
        }
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void stopLeftServer() throws IOException {
        if (isRunning()) {
            LOGGER.info("Stopping the PostgreSQL that the last run left");
            stopServer();
        } else {
            // PostgreSQL heeds an old file if its process id belongs to another program by now.
            Files.deleteIfExists(data.resolve("postmaster.pid"));
        }
    }

    private boolean isRunning() throws IOException {
        return ServerProcess.find(data.resolve("postmaster.pid"), "postgres").isPresent();
    }

    private void stopServer() throws IOException {
        Command stop = run("pg_ctl", "stop", "-s", "-w", "-m", "fast", "-D", "data");
        if (!stop.succeeded() && isRunning()) {
            throw failure(stop.output());
        }
    }

    private Command run(String program, String... arguments) throws IOException {
        return account.run(
                home,
                Stream.concat(Stream.of(programs.resolve(program).toString()), Stream.of(arguments))
                        .toList());
    }

    private StartFailureException failure(String output) {
        List<String> lines = output.lines().toList();
        return new StartFailureException(
                "PostgreSQL does not run on %s: %s"
                        .formatted(home, String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()))),
                "If the data may go, delete that directory; the next start makes it anew.");
    }
}
