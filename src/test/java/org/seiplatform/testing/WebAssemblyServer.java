package org.seiplatform.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One Node.js process for each database. A database is a single session that its clients take turns at, so a
 * transaction must not wait for another one.
 */
final class WebAssemblyServer implements DatabaseServer {

    private final Edition edition;
    private final Path directory;
    private final List<Process> processes = new CopyOnWriteArrayList<>();

    /**
     * @param directory where the program and its packages are
     */
    WebAssemblyServer(Edition edition, Path directory) {
        this.edition = edition;
        this.directory = directory;
    }

    @Override
    public TestDatabase createDatabase() {
        try {
            // the program ends with its standard input, so it cannot outlive this process
            Process process = new ProcessBuilder("node", "timescaledb-server.mjs")
                    .directory(directory.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            processes.add(process);
            BufferedReader output = process.inputReader();
            String port = output.readLine();
            if (port == null) {
                throw new IllegalStateException(
                        "node timescaledb-server.mjs ended, run it in %s to see why".formatted(directory));
            }
            // Of the platform: a virtual thread that reads from a process keeps a processor from the service under
            // test.
            Thread.ofPlatform().daemon().start(() -> discard(output));
            // named statements would be shared by all clients of the one session
            String url = "jdbc:postgresql://127.0.0.1:%s/postgres?prepareThreshold=0".formatted(port);
            return new TestDatabase(edition, url, "postgres", "postgres");
        } catch (IOException cause) {
            throw new UncheckedIOException("cannot run node in " + directory, cause);
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
    }

    private static void discard(BufferedReader output) {
        try (output) {
            output.transferTo(Writer.nullWriter());
        } catch (IOException closed) {
            // the process has ended
        }
    }
}
