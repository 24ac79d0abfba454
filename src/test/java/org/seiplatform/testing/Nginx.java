package org.seiplatform.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real nginx before instances of the service. It keeps connections to them open, and sends a write once: what one of them does not
 * answer is an error for the caller.
 */
public final class Nginx implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** For a tenth of a second after new ones were begun, and a little longer where the machine is busy. */
    private static final Duration OLD_WORKERS_LISTEN = Duration.ofMillis(300);

    private static final List<Path> PROGRAMS =
            List.of(Path.of("/usr/sbin/nginx"), Path.of("/usr/local/sbin/nginx"), Path.of("/opt/homebrew/bin/nginx"));

    private final Path directory;
    private final int port;
    private final Repetition repetition;
    private final Process process;
    private final List<Socket> unfinished = new CopyOnWriteArrayList<>();

    private Nginx(Path directory, int port, Repetition repetition, Process process) {
        this.directory = directory;
        this.port = port;
        this.repetition = repetition;
        this.process = process;
    }

    /** What is sent to another instance when one does not answer. */
    public enum Repetition {
        /** Reads, as nginx does unless told. */
        OF_READS("error timeout"),
        NONE("off");

        private final String setting;

        Repetition(String setting) {
            this.setting = setting;
        }
    }

    /** Whether there is one on this machine. */
    public static boolean isInstalled() {
        return PROGRAMS.stream().anyMatch(Files::isExecutable);
    }

    /** Starts an nginx that spreads requests over these ports of 127.0.0.1. */
    public static Nginx before(List<Integer> ports, Repetition repetition) {
        try {
            Path directory = Files.createTempDirectory("sei-nginx");
            // Where this is root, nginx works as a user who is not.
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            int port = freePort();
            configure(directory, port, ports, repetition);
            Path program =
                    PROGRAMS.stream().filter(Files::isExecutable).findFirst().orElseThrow();
            Process process = new ProcessBuilder(
                            program.toString(),
                            "-p",
                            directory.toString(),
                            "-e",
                            directory.resolve("error.log").toString(),
                            "-c",
                            directory.resolve("nginx.conf").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("output").toFile())
                    .start();
            Nginx nginx = new Nginx(directory, port, repetition, process);
            await("nginx").atMost(PATIENCE).until(() -> !process.isAlive() || nginx.listens());
            if (!process.isAlive()) {
                throw new IllegalStateException("nginx ended: " + Files.readString(directory.resolve("output")));
            }
            return nginx;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Sends requests to these instances alone from now on, as an ingress does when others are not ready. */
    public synchronized void spreadOver(List<Integer> ports) {
        try {
            configure(directory, port, ports, repetition);
            keepWorker();
            new ProcessBuilder("kill", "-HUP", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            // Else the next unfinished request might go to a worker that is about to end.
            Thread.sleep(OLD_WORKERS_LISTEN);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A worker that is to be replaced ends as soon as no timer runs, and there are moments in which none runs for an answer that is
     * half sent. For a request that never comes to its end one runs for a minute.
     */
    private void keepWorker() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        unfinished.add(socket);
        socket.getOutputStream().write("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** The service as callers see it through the proxy. */
    public Api api() {
        return new Api(
                new MockEnvironment().withProperty("local.server.port", Integer.toString(port)), JsonMapper.shared());
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** What it found wrong. */
    public String errors() {
        try {
            return Files.readString(directory.resolve("error.log"));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            for (Socket socket : unfinished) {
                socket.close();
            }
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void configure(Path directory, int port, List<Integer> ports, Repetition repetition)
            throws IOException {
        String servers = ports.stream()
                .map(server -> "server 127.0.0.1:%d max_fails=0;".formatted(server))
                .collect(Collectors.joining("\n        "));
        Files.writeString(directory.resolve("nginx.conf"), """
                daemon off;
                worker_processes 1;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log warn;
                events { worker_connections 512; }
                http {
                    access_log off;
                    # To read its settings again it ends callers' idle connections, on which a request may be under way.
                    keepalive_timeout 0;
                    client_body_temp_path %1$s/body;
                    proxy_temp_path %1$s/proxy;
                    fastcgi_temp_path %1$s/fastcgi;
                    uwsgi_temp_path %1$s/uwsgi;
                    scgi_temp_path %1$s/scgi;
                    upstream service {
                        %3$s
                        keepalive 16;
                    }
                    server {
                        # A connection without a request yet is not its own, and outlives a change of settings.
                        listen 127.0.0.1:%2$d deferred;
                        location / {
                            proxy_pass http://service;
                            proxy_http_version 1.1;
                            proxy_set_header Connection "";
                            proxy_set_header Host $host;
                            proxy_set_header X-Forwarded-For $remote_addr;
                            proxy_next_upstream %4$s;
                            proxy_connect_timeout 2s;
                        }
                    }
                }
                """.formatted(directory, port, servers, repetition.setting));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
