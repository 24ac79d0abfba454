package org.seiplatform.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/** A server's process in a temporary directory of its own, with the means to treat it badly. */
final class ServerProgram implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String name;
    private final Path directory;
    private final int port;
    private Process process;

    /** @param command the program and its arguments; files are relative to the directory */
    private ServerProgram(String name, Path directory, int port, Process process) {
        this.name = name;
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    static Path directory(String name) {
        try {
            return Files.createTempDirectory("sei-test-" + name);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Whether a program of this name is installed. */
    static boolean isInstalled(String program) {
        return List.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/bin").stream()
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    /** Starts a program and waits until it listens on its port. */
    static ServerProgram start(String name, Path directory, int port, List<String> command) {
        ServerProgram program = new ServerProgram(name, directory, port, launch(directory, command));
        program.awaitListening();
        return program;
    }

    /** Starts it again after {@link #kill()}. */
    void startAgain(List<String> command) {
        process = launch(directory, command);
        awaitListening();
    }

    /** Some servers refuse to run as root: there, a user namespace in which root is nobody satisfies them. */
    static List<String> asNobody(List<String> command) {
        List<String> words = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            words.addAll(List.of("unshare", "--user"));
        }
        words.addAll(command);
        return words;
    }

    int port() {
        return port;
    }

    void signal(String signal) {
        signal(process.pid(), signal);
    }

    static void signal(long pid, String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Ends it and its children at once (SIGKILL). */
    void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(name + " did not end");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
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

    private static Process launch(Path directory, List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("output").toFile()))
                    .start();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private void awaitListening() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!listens()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(name + " does not run:\n" + output());
            }
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            Thread.onSpinWait();
            return false;
        }
    }

    private String output() {
        try {
            return Files.readString(directory.resolve("output"));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
