package org.seiplatform.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.seiplatform.platform.startup.StartFailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Redis server on 127.0.0.1, in a process group of its own as {@link PostgresServer} is. */
final class RedisServer {

    private static final Logger LOGGER = LoggerFactory.getLogger(RedisServer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final LocalDirectory directory;
    private final Path program;
    private final Path home;
    private final Path processIdFile;

    /** @param program Redis's server program */
    RedisServer(LocalDirectory directory, Path program) throws IOException {
        this.directory = directory;
        this.program = program;
        this.home = directory.directory("redis");
        this.processIdFile = home.resolve("redis.pid");
    }

    /**
     * Starts the server on the data of the last run. One that a killed service left is stopped first.
     *
     * @throws StartFailureException if it does not start
     */
    void start(int port, String password) throws IOException {
        stop();
        Files.deleteIfExists(home.resolve("server.log"));
        directory.write("redis/redis.conf", """
                bind 127.0.0.1
                port %d
                requirepass %s
                daemonize yes
                pidfile redis.pid
                logfile server.log""".formatted(port, password));
        Command start = Command.run(home, List.of(program.toString(), "redis.conf"));
        if (!start.succeeded() || !awaits(() -> answers(port))) {
            throw failure(start.output());
        }
        LOGGER.info("Redis listens on port {} and keeps its data in {}", port, home);
    }

    /** Has the server save its data and end, if it runs. */
    void stop() {
        try {
            Optional<ProcessHandle> process = ServerProcess.find(processIdFile, "redis-");
            process.ifPresent(ProcessHandle::destroy);
            // The last thing it does. As a process it lasts until the system's init has taken note of its end.
            if (process.isPresent() && !awaits(() -> Files.notExists(processIdFile))) {
                process.get().destroyForcibly();
            }
        } catch (IOException cause) {
            LOGGER.warn("Redis did not stop", cause);
        }
    }

    /** The program goes to the background before it listens, so its success says little. */
    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Whether a condition comes true before patience ends. */
    private static boolean awaits(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }

    private StartFailureException failure(String output) throws IOException {
        Path log = home.resolve("server.log");
        return new StartFailureException(
                "Redis does not run on %s: %s".formatted(home, Files.exists(log) ? Files.readString(log) : output),
                "If the data may go, delete that directory; the next start makes it anew.");
    }
}
