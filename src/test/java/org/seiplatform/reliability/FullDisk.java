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

    private final FaultyPostgres postgres;
    private final Path disk;

    private FullDisk(FaultyPostgres postgres, Path disk) {
        this.postgres = postgres;
        this.disk = disk;
    }

    /** Whether this process may mount a disk in memory: root may, outside of most containers. */
    static boolean isPossible() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("sei-disk");
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", directory.toString());
        if (mounted) {
            run("umount", directory.toString());
        }
        Files.delete(directory);
        return mounted;
    }

    /** Moves the tables to a small disk. */
    static FullDisk under(FaultyPostgres postgres) throws IOException, InterruptedException, SQLException {
        Path disk = Files.createTempDirectory("sei-disk");
        if (!run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", disk.toString())) {
            throw new IllegalStateException("No disk can be mounted");
        }
        Path place = Files.createDirectory(disk.resolve("tables"));
        execute(postgres, "create tablespace small location '" + place + "'");
        for (String table : TABLES) {
            execute(postgres, "alter table " + table + " set tablespace small");
        }
        return new FullDisk(postgres, disk);
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

    @Override
    public void close() throws IOException, InterruptedException, SQLException {
        for (String table : TABLES) {
            execute(postgres, "alter table " + table + " set tablespace pg_default");
        }
        execute(postgres, "checkpoint");
        execute(postgres, "drop tablespace small");
        run("umount", disk.toString());
        Files.delete(disk);
    }

    private static void execute(FaultyPostgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
