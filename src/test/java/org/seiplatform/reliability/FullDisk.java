package org.seiplatform.reliability;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.seiplatform.testing.FaultyPostgres;

/** A disk of its own for the tables that writes need first, and on it a file that takes all the space. */
final class FullDisk implements AutoCloseable {

    private static final List<String> TABLES = List.of("deployments", "deliveries");
    private static final int MEGABYTES = 64;

    private final Path disk;

    private FullDisk(Path disk) {
        this.disk = disk;
    }

    /** Whether this process may mount a disk in memory: root may, outside of most containers. */
    static boolean isPossible() throws IOException {
        Path directory = Files.createTempDirectory("sei-disk");
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", directory.toString());
        if (mounted) {
            run("umount", directory.toString());
        }
        Files.delete(directory);
        return mounted;
    }

    /** A small disk with nothing on it. */
    static FullDisk mount() throws IOException {
        Path disk = Files.createTempDirectory("sei-disk");
        if (!run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", disk.toString())) {
            throw new IllegalStateException("No disk can be mounted");
        }
        return new FullDisk(disk);
    }

    /** Moves the tables to it. */
    void take(FaultyPostgres postgres) throws IOException, SQLException {
        Path place = Files.createDirectory(disk.resolve("tables"));
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create tablespace small location '" + place + "'");
            for (String table : TABLES) {
                statement.execute("alter table " + table + " set tablespace small");
            }
        }
    }

    void fill() throws IOException {
        byte[] block = new byte[8192];
        try (OutputStream ballast = Files.newOutputStream(disk.resolve("ballast"))) {
            for (int written = 0; written <= MEGABYTES * 1024 * 1024; written += block.length) {
                ballast.write(block);
            }
        } catch (IOException noSpaceLeft) {
            return;
        }
        throw new IllegalStateException("The disk is larger than it should be");
    }

    void clear() throws IOException {
        Files.delete(disk.resolve("ballast"));
    }

    /** The server must have ended. */
    @Override
    public void close() throws IOException {
        if (!run("umount", disk.toString())) {
            throw new IOException(disk + " is in use");
        }
        Files.delete(disk);
    }

    private static boolean run(String... command) throws IOException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .onExit()
                        .join()
                        .exitValue()
                == 0;
    }
}
