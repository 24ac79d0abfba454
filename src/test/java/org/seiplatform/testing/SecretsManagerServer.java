package org.seiplatform.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/** What a client sees of AWS Secrets Manager: values of secrets, for requests that are signed with a known key. */
public final class SecretsManagerServer implements AutoCloseable {

    public static final String ACCESS_KEY = "AKIATESTONLY";

    private final JsonMapper json = JsonMapper.shared();
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final HttpServer server;

    private SecretsManagerServer(HttpServer server) {
        this.server = server;
        server.createContext("/", this::handle);
        server.start();
    }

    public static SecretsManagerServer start() {
        try {
            return new SecretsManagerServer(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    public String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Stores a secret as a JSON object. */
    public void put(String name, Map<String, String> content) {
        secrets.put(name, json.writeValueAsString(content));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String action = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        String signature = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        String name = json.readTree(exchange.getRequestBody().readAllBytes())
                .path("SecretId")
                .asString("");
        String secret = secrets.get(name);
        if (!action.equals("secretsmanager.GetSecretValue")
                || !signature.startsWith("AWS4-HMAC-SHA256 Credential=" + ACCESS_KEY + "/")) {
            answer(exchange, 400, Map.of("__type", "UnrecognizedClientException", "message", "not signed"));
        } else if (secret == null) {
            answer(exchange, 400, Map.of("__type", "ResourceNotFoundException", "message", "no such secret"));
        } else {
            answer(exchange, 200, Map.of("Name", name, "ARN", "arn:test:" + name, "SecretString", secret));
        }
    }

    private void answer(HttpExchange exchange, int status, Map<String, String> content) throws IOException {
        byte[] bytes = json.writeValueAsString(content).getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
