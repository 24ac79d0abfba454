package org.seiplatform.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/** A real Redis in a process of its own, which a test can pause, kill and start again. */
public final class TestRedis implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path directory;
    private final int port;
    private final List<String> settings;
    private Process process;

    private TestRedis(Path directory, int port, List<String> settings) {
        this.directory = directory;
        this.port = port;
        this.settings = settings;
        this.process = launch();
    }

    /**
     * Starts a server on a free port, which keeps nothing on disk.
     *
     * @param settings such as {@code --maxmemory 2mb}, each word an element
     */
    public static TestRedis start(String... settings) {
        try {
            return new TestRedis(Files.createTempDirectory("sei-test-redis"), freePort(), List.of(settings));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** Stops its threads as they are (SIGSTOP): connections stay open and nothing is answered. */
    public void pause() {
        signal("STOP");
    }

    /** Lets it go on after {@link #pause()}. */
    public void resume() {
        signal("CONT");
    }

    /** Ends it at once, with all it held. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Starts it after {@link #kill()}, empty, on the same port. */
    public void startAgain() {
        process = launch();
    }

    /** Ends it and starts it again, empty, on the same port. */
    public void restart() {
        kill();
        startAgain();
    }

    /** Sends a command such as {@code FLUSHALL} and answers the first line of what comes back. */
    public String command(String command) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            byte[] answer = new byte[1024];
            int length = socket.getInputStream().read(answer);
            return new String(answer, 0, Math.max(length, 0), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Sends commands over one connection, one after the other. */
    public void commands(String... commands) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            for (String command : commands) {
                socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
                byte[] answer = new byte[1024];
                int length = socket.getInputStream().read(answer);
                if (length < 1 || answer[0] == '-') {
                    throw new IllegalStateException("Redis refused " + command);
                }
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public void close() {
        kill();
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private Process launch() {
        List<String> command = new ArrayList<>(List.of(
                program().toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                directory.toString()));
        command.addAll(settings);
        try {
            Process started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("log").toFile()))
                    .start();
            await("Redis").atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> answers(started));
            return started;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private boolean answers(Process started) throws IOException {
        if (!started.isAlive()) {
            throw new IllegalStateException("Redis ended:\n" + Files.readString(directory.resolve("log")));
        }
        try {
            String answer = command("PING");
            return answer.startsWith("+PONG") || answer.startsWith("-NOAUTH");
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** The one that is installed, else the one on the classpath. */
    private Path program() {
        try {
            if (new ProcessBuilder("redis-server", "--version").start().waitFor() == 0) {
                return Path.of("redis-server");
            }
        } catch (IOException notInstalled) {
            return unpacked();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
        return unpacked();
    }

    private Path unpacked() {
        String name = ExecutableProvider.newProvidedVersionsMap().get(OsArchitecture.detectOSandArchitecture());
        Path program = directory.resolve("redis-server");
        try (InputStream content = TestRedis.class.getResourceAsStream(name)) {
            if (content == null) {
                throw new IllegalStateException("There is no Redis for this machine");
            }
            if (!Files.exists(program)) {
                Files.copy(content, program);
                Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
            }
            return program;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("Redis did not end");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
