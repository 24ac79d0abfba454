package org.seiplatform.operations.monitoring;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;
import org.springframework.util.FileSystemUtils;

/**
 * A program of Prometheus or of an exporter in a process of its own: the one in the directory that
 * {@code SEI_TEST_MONITORING_PROGRAMS} names, where {@code .ci/run} unpacks Debian's packages, else the one that is installed.
 */
final class MonitoringProgram implements AutoCloseable {

    private static final String VARIABLE = "SEI_TEST_MONITORING_PROGRAMS";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path directory;
    private final URI address;

    private MonitoringProgram(Process process, Path directory, URI address) {
        this.process = process;
        this.directory = directory;
        this.address = address;
    }

    /** What a program printed, and its exit code. */
    record Result(int exit, String output) {}

    /** Runs a program to its end. */
    static Result run(String name, String... arguments) {
        List<String> command = new ArrayList<>(List.of(find(name).toString()));
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile("sei-monitoring", ".log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
            }
            Result result = new Result(process.exitValue(), Files.readString(output));
            Files.delete(output);
            return result;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /**
     * Starts a program that serves HTTP, and waits until it does.
     *
     * @param ready the path that answers 200 once it does
     * @param arguments of which {@code {port}} is replaced by a free port and {@code {directory}} by one of its own
     */
    static MonitoringProgram start(String name, Map<String, String> environment, String ready, String... arguments) {
        return start(name, freePort(), environment, ready, arguments);
    }

    /** Does so on this port. */
    static MonitoringProgram start(
            String name, int port, Map<String, String> environment, String ready, String... arguments) {
        try {
            Path directory = Files.createTempDirectory("sei-" + name);
            List<String> command = new ArrayList<>(List.of(find(name).toString()));
            for (String argument : arguments) {
                command.add(argument.replace("{port}", Integer.toString(port))
                        .replace("{directory}", directory.toString()));
            }
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("output").toFile());
            builder.environment().putAll(environment);
            MonitoringProgram program =
                    new MonitoringProgram(builder.start(), directory, URI.create("http://127.0.0.1:" + port));
            await(name).atMost(PATIENCE).until(() -> !program.process.isAlive() || program.answers(ready));
            if (!program.process.isAlive()) {
                throw new IllegalStateException(name + " ended:\n" + program.output());
            }
            return program;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /**
     * Where a program is.
     *
     * @throws TestAbortedException where it is nowhere, or {@code none} says that these tests run elsewhere
     * @throws IllegalStateException instead of it where {@code CI=true}, and nothing says so
     */
    static Path find(String name) {
        if ("none".equals(System.getenv(VARIABLE))) {
            throw new TestAbortedException(VARIABLE + " says none");
        }
        // Debian puts the project's name before those of Alertmanager and the exporters.
        String elsewhere = name.replaceFirst("^prometheus-", "").replace('-', '_');
        Optional<Path> found = directories()
                .flatMap(directory -> Stream.of(directory.resolve(name), directory.resolve(elsewhere)))
                .filter(Files::isExecutable)
                .findFirst();
        return found.orElseThrow(() -> {
            String reason = "no %s: neither in $%s nor installed".formatted(name, VARIABLE);
            return "true".equals(System.getenv("CI"))
                    ? new IllegalStateException(reason)
                    : new TestAbortedException(reason);
        });
    }

    private static Stream<Path> directories() {
        String given = System.getenv(VARIABLE);
        Stream<String> installed = Stream.of(System.getenv("PATH").split(File.pathSeparator));
        // where servers are, which is on root's path alone
        return Stream.of(Stream.ofNullable(given), installed, Stream.of("/usr/sbin"))
                .flatMap(names -> names)
                .map(Path::of);
    }

    URI address() {
        return address;
    }

    /** Its address as Prometheus writes a target. */
    String target() {
        return address.getAuthority();
    }

    /** The body of an answer with status 200. */
    String get(String path) {
        return send(HttpRequest.newBuilder(address.resolve(path)).build());
    }

    String post(String path, String json) {
        return send(HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    /** All that it has printed. */
    String output() {
        return MonitoringFiles.read(directory.resolve("output"));
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers(String path) {
        try {
            return http.send(HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private String send(HttpRequest request) {
        try {
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(
                        "%s: %d %s".formatted(request.uri(), response.statusCode(), response.body()));
            }
            return response.body();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** A port of 127.0.0.1 that nobody listens on. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
