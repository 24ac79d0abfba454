package org.seiplatform.source.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The real git as a server at 127.0.0.1: every repository below a directory, by its smart protocol over http. Paths that begin
 * with {@code /private/} ask for credentials, those with {@code /moved/} redirect.
 */
final class GitServer implements AutoCloseable {

    private final Path root;
    private final HttpServer server;
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory());
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private volatile @Nullable String required;
    private volatile String movedTo = "";
    private volatile Duration silence = Duration.ZERO;

    GitServer(Path root) {
        this.root = root;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        server.setExecutor(threads);
        server.createContext(
                "/", exchange -> serve(exchange, exchange.getRequestURI().getPath()));
        server.createContext("/private/", this::servePrivate);
        server.createContext("/moved/", this::redirect);
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + "/" + path;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** The Authorization header that {@code /private/} wants. */
    void require(String authorization) {
        required = authorization;
    }

    /** Where {@code /moved/} leads to: the beginning of an address, to which the rest of the path is added. */
    void moveTo(String address) {
        movedTo = address;
    }

    /** How long it says nothing before it sends a history. */
    void beSilent(Duration before) {
        silence = before;
    }

    /** All Authorization headers that came. */
    List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    private void servePrivate(HttpExchange exchange) throws IOException {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        if (given == null || !given.equals(required)) {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
            return;
        }
        serve(exchange, exchange.getRequestURI().getPath().substring("/private".length()));
    }

    private void redirect(HttpExchange exchange) throws IOException {
        String rest = exchange.getRequestURI().toString().substring("/moved/".length());
        exchange.getResponseHeaders().add("Location", movedTo + rest);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void serve(HttpExchange exchange, String path) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization != null) {
            authorizations.add(authorization);
        }
        if (exchange.getRequestMethod().equals("POST")) {
            sayNothing();
        }
        Process backend = backend(exchange, path);
        try (OutputStream toGit = backend.getOutputStream()) {
            exchange.getRequestBody().transferTo(toGit);
        }
        try (exchange;
                InputStream fromGit = backend.getInputStream()) {
            int status = 200;
            for (String line = line(fromGit); !line.isEmpty(); line = line(fromGit)) {
                String[] header = line.split(": ", 2);
                if (header[0].equals("Status")) {
                    status = Integer.parseInt(header[1].substring(0, 3));
                } else {
                    exchange.getResponseHeaders().add(header[0], header[1]);
                }
            }
            exchange.sendResponseHeaders(status, 0);
            fromGit.transferTo(exchange.getResponseBody());
        } finally {
            backend.destroy();
        }
    }

    private void sayNothing() throws IOException {
        try {
            Thread.sleep(silence);
        } catch (InterruptedException closed) {
            throw new IOException(closed);
        }
    }

    /** Git as a CGI program. */
    private Process backend(HttpExchange exchange, String path) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder("git", "http-backend").redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        environment.put("GIT_PROJECT_ROOT", root.toString());
        environment.put("GIT_HTTP_EXPORT_ALL", "1");
        environment.put("REQUEST_METHOD", exchange.getRequestMethod());
        environment.put("PATH_INFO", path);
        environment.put("QUERY_STRING", String.valueOf(exchange.getRequestURI().getRawQuery()));
        Map.of(
                        "Content-Type", "CONTENT_TYPE",
                        "Content-Encoding", "HTTP_CONTENT_ENCODING",
                        "Git-Protocol", "GIT_PROTOCOL")
                .forEach((header, variable) -> {
                    String value = exchange.getRequestHeaders().getFirst(header);
                    if (value != null) {
                        environment.put(variable, value);
                    }
                });
        return builder.start();
    }

    private static String line(InputStream input) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int character = input.read(); character >= 0 && character != '\n'; character = input.read()) {
            line.write(character);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
