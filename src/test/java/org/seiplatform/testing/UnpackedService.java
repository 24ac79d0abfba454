package org.seiplatform.testing;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The packaged jar as the image has it: unpacked, with a cache of the classes that a start needs, which takes a quarter of the time
 * then. Made once for each jar, whichever of the processes that run tests comes first.
 */
final class UnpackedService {

    private static final Path JAR = Path.of(System.getProperty("sei.packaged.jar", "missing"));
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final UnpackedService INSTANCE = new UnpackedService();

    private final Path directory;
    private final Path jar;

    private UnpackedService() {
        try {
            directory = Files.createDirectories(
                    JAR.toAbsolutePath().resolveSibling("unpacked").resolve(JAR.getFileName()));
            jar = directory.resolve(JAR.getFileName());
            try (FileChannel file = FileChannel.open(directory.resolve("lock"), CREATE, WRITE);
                    FileLock lock = file.lock()) {
                if (lock.isValid() && !isMade()) {
                    make();
                }
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private boolean isMade() throws IOException {
        return Files.exists(cache())
                && Files.getLastModifiedTime(cache()).compareTo(Files.getLastModifiedTime(JAR)) > 0;
    }

    private void make() throws IOException, InterruptedException {
        run(
                Map.of(),
                List.of(
                        "-Djarmode=tools",
                        "-jar",
                        JAR.toAbsolutePath().toString(),
                        "extract",
                        "--force",
                        "--destination",
                        directory.toString()));
        run(
                PackagedService.environment(PackagedService.settings(TestDatabases.create(Edition.PLAIN))),
                List.of("-XX:AOTCacheOutput=" + cache(), "-Dspring.context.exit=onRefresh", "-jar", jar.toString()));
    }

    /** What starts it, with these options of the virtual machine. */
    static List<String> command(List<String> options) {
        List<String> command = new ArrayList<>(List.of(JAVA.toString()));
        command.addAll(options);
        command.addAll(
                List.of("-XX:AOTCache=" + INSTANCE.cache(), "-Xlog:aot*=error", "-jar", INSTANCE.jar.toString()));
        return command;
    }

    private Path cache() {
        return directory.resolve("sei-platform.aot");
    }

    private void run(Map<String, String> environment, List<String> arguments) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        List<String> command = new ArrayList<>(List.of(JAVA.toString()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(Files.readString(output));
        }
    }
}
