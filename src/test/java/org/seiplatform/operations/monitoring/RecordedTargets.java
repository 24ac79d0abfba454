package org.seiplatform.operations.monitoring;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Serves, one path for each job, what targets that do not run here would say. */
final class RecordedTargets implements AutoCloseable {

    private static final Path FILES = Path.of("src/test/resources/monitoring");

    private final HttpServer server;

    private RecordedTargets(HttpServer server) {
        this.server = server;
    }

    static RecordedTargets start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return new RecordedTargets(server);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** The jobs that there is a file of. */
    static List<String> jobs() {
        return MonitoringFiles.in(FILES, ".prom").stream()
                .map(file -> file.getFileName().toString().replace(".prom", ""))
                .toList();
    }

    /** What was recorded of a job. */
    static String recorded(String job) {
        return MonitoringFiles.read(FILES.resolve(job + ".prom"));
    }

    /** Serves a text, made anew for each scrape, at the path {@code /job}. */
    void serve(String job, Supplier<String> text) {
        server.createContext("/" + job, exchange -> {
            byte[] body = text.get().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    String target() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
