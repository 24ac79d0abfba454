package org.seiplatform.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** A real nginx that spreads requests over instances of the service, as an ingress does. */
public final class Nginx implements AutoCloseable {

    private static final List<String> COMMAND =
            List.of("nginx", "-p", ".", "-e", "output", "-c", "nginx.conf", "-g", "daemon off;");

    private final Path directory;
    private final ServerProgram program;

    private Nginx(Path directory, ServerProgram program) {
        this.directory = directory;
        this.program = program;
    }

    public static boolean isInstalled() {
        return ServerProgram.isInstalled("nginx");
    }

    public static Nginx before(Collection<Integer> instances) {
        Path directory = ServerProgram.directory("nginx");
        int port = ServerProgram.freePort();
        write(directory, port, instances);
        return new Nginx(directory, ServerProgram.start("nginx", directory, port, COMMAND));
    }

    public int port() {
        return program.port();
    }

    /** Sends new requests to these instances alone, as an ingress does when one is no longer ready. */
    public void send(Collection<Integer> instances) {
        write(directory, program.port(), instances);
        program.signal("HUP");
    }

    @Override
    public void close() {
        program.signal("TERM");
        program.close();
    }

    private static void write(Path directory, int port, Collection<Integer> instances) {
        String servers = instances.stream()
                .map("server 127.0.0.1:%d max_fails=0;"::formatted)
                .collect(Collectors.joining("\n        "));
        try {
            Files.writeString(directory.resolve("nginx.conf"), """
                            worker_processes 1;
                            pid nginx.pid;
                            %s
                            events { worker_connections 1024; }
                            http {
                                access_log off;
                                keepalive_timeout 0;
                                client_body_temp_path body;
                                proxy_temp_path proxy;
                                fastcgi_temp_path fastcgi;
                                uwsgi_temp_path uwsgi;
                                scgi_temp_path scgi;
                                upstream service {
                                    %s
                                }
                                server {
                                    listen 127.0.0.1:%d;
                                    location / {
                                        proxy_pass http://service;
                                        proxy_connect_timeout 1s;
                                        proxy_read_timeout 30s;
                                        proxy_set_header Host $host;
                                        proxy_set_header X-Forwarded-For $remote_addr;
                                    }
                                }
                            }
                            """.formatted(user(), servers, port));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Workers of a nginx that root starts keep to root, or they could not enter the directory. */
    private static String user() {
        return "root".equals(System.getProperty("user.name")) ? "user root;" : "";
    }
}
