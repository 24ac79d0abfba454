package org.seiplatform.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/** A PostgreSQL server run from installed programs in a temporary directory of its own. */
final class NativeServer {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final Process process;
    private final TestDatabase maintenance;

    private NativeServer(Path directory, Process process, TestDatabase maintenance) {
        this.directory = directory;
        this.process = process;
        this.maintenance = maintenance;
    }

    /**
     * Makes a cluster and waits until its server answers.
     *
     * @param programs the directory that holds {@code initdb} and {@code postgres}
     */
    static NativeServer start(Edition edition, Path programs) {
        return start(edition, programs, edition.settings());
    }

    /** @param settings such as {@code ssl=on} */
    static NativeServer start(Edition edition, Path programs, List<String> settings) {
        try {
            Path directory = Files.createTempDirectory("sei-test-postgresql");
            String data = directory.resolve("data").toString();
            run(
                    directory,
                    List.of(
                            programs + "/initdb",
                            "--pgdata=" + data,
                            "--username=sei",
                            "--auth=trust",
                            "--encoding=UTF8",
                            "--locale=C.UTF-8",
                            "--no-sync"));
            int port = freePort();
            Process process = launch(directory, command(programs, data, port, settings));
            String url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
            NativeServer server = new NativeServer(directory, process, new TestDatabase(edition, url, "sei", "sei"));
            await("PostgreSQL of " + programs).atMost(PATIENCE).until(server::answersOrEnded);
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        "PostgreSQL of %s ended:%n%s".formatted(programs, Files.readString(logOf(directory))));
            }
            return server;
        } catch (IOException cause) {
            throw new UncheckedIOException("cannot start PostgreSQL of " + programs, cause);
        }
    }

    /** The database through which others are created. */
    TestDatabase maintenance() {
        return maintenance;
    }

    /** Ends the server without waiting for its clients, and removes its files. */
    void stop() {
        try {
            // SIGINT is PostgreSQL's fast shutdown; the SIGTERM of Process.destroy() would wait for clients to leave
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException cause) {
            throw new UncheckedIOException("cannot stop PostgreSQL in " + directory, cause);
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private boolean answersOrEnded() {
        if (!process.isAlive()) {
            return true;
        }
        try (Connection connection = maintenance.connect()) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static List<String> command(Path programs, String data, int port, List<String> settings) {
        List<String> all = new ArrayList<>(List.of(
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=",
                "max_connections=200",
                "fsync=off",
                "full_page_writes=off",
                "synchronous_commit=off"));
        all.addAll(settings);
        List<String> command = new ArrayList<>(List.of(programs + "/postgres", "-D", data));
        all.forEach(setting -> command.addAll(List.of("-c", setting)));
        return command;
    }

    private static void run(Path directory, List<String> command) throws IOException {
        Process process = launch(directory, command);
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        "%s failed:%n%s".formatted(command, Files.readString(logOf(directory))));
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command, stopped);
        }
    }

    /** PostgreSQL refuses to run as root: there, a user namespace in which root is nobody satisfies it. */
    private static Process launch(Path directory, List<String> command) throws IOException {
        List<String> whole = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            whole.addAll(List.of("unshare", "--user"));
        }
        whole.addAll(command);
        return new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(logOf(directory).toFile()))
                .start();
    }

    private static Path logOf(Path directory) {
        return directory.resolve("log");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
