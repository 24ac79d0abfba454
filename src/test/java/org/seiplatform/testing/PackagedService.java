package org.seiplatform.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * The packaged service as a process of its own, started as in production: settings come by the environment, and it can be ended
 * gently or killed. Only integration tests can use it, which run after the jar was built.
 */
public final class PackagedService implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Process process;
    private final Path directory;
    private final int port;
    private final int managementPort;

    private PackagedService(Process process, Path directory, int port, int managementPort) {
        this.process = process;
        this.directory = directory;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** The settings of a service on a database, to be added to. */
    public static Starter on(TestDatabase database) {
        return new Starter(database);
    }

    /** How a service is to be started. */
    public static final class Starter {

        private final Map<String, String> settings = new LinkedHashMap<>();
        private final List<String> options = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1"));

        private Starter(TestDatabase database) {
            settings.putAll(settings(database));
        }

        /** Sets a property; the service gets it as an environment variable. */
        public Starter with(String property, String value) {
            settings.put(property, value);
            return this;
        }

        /** Leaves a property to be found elsewhere. */
        public Starter without(String property) {
            settings.remove(property);
            return this;
        }

        /** Gives the Java virtual machine an option such as {@code -Xmx128m}. */
        public Starter option(String option) {
            options.add(option);
            return this;
        }

        /** Starts the service and waits until it is ready; what it says goes to {@link #output()}. */
        public PackagedService start() {
            try {
                Path directory = Files.createTempDirectory("sei-service");
                int port = freePort();
                int managementPort = freePort();
                settings.put("server.port", Integer.toString(port));
                settings.put("management.server.port", Integer.toString(managementPort));
                PackagedService service = new PackagedService(
                        launch(directory, UnpackedService.command(options)), directory, port, managementPort);
                service.awaitReady();
                return service;
            } catch (IOException cause) {
                throw new UncheckedIOException(cause);
            }
        }

        private Process launch(Path directory, List<String> command) throws IOException {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("output").toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("SPRING_") || name.startsWith("SEI_"));
            builder.environment().putAll(environment(settings));
            return builder.start();
        }
    }

    /** What every service of the tests is told. */
    static Map<String, String> settings(TestDatabase database) {
        Map<String, String> settings = new LinkedHashMap<>(database.properties());
        settings.put("sei.encryption.key", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
        settings.put("sei.security.operator-key", Api.OPERATOR_KEY);
        settings.put("sei.shutdown.delay", "0s");
        return settings;
    }

    /** Settings as environment variables. */
    static Map<String, String> environment(Map<String, String> settings) {
        Map<String, String> environment = new LinkedHashMap<>();
        settings.forEach((property, value) ->
                environment.put(property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT), value));
        return environment;
    }

    /** The service as its callers see it. */
    public Api api() {
        return new Api(
                new MockEnvironment()
                        .withProperty("local.server.port", Integer.toString(port))
                        .withProperty("local.management.port", Integer.toString(managementPort)),
                JsonMapper.shared());
    }

    public int port() {
        return port;
    }

    public int managementPort() {
        return managementPort;
    }

    public long pid() {
        return process.pid();
    }

    /** All that the service has printed. */
    public String output() {
        try {
            return Files.readString(directory.resolve("output"));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Asks the service to end (SIGTERM), and waits until it has. */
    public int stop() {
        process.destroy();
        return awaitEnd();
    }

    /** Ends the service at once (SIGKILL). */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
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

    private void awaitReady() {
        await("the service")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(this::readyOrEnded);
        if (!process.isAlive()) {
            throw new IllegalStateException("The service ended:\n" + output());
        }
    }

    private boolean readyOrEnded() {
        if (!process.isAlive()) {
            return true;
        }
        try {
            return api().management().get("/actuator/health/readiness").status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private int awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("The service did not end:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
