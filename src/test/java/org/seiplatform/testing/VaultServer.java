package org.seiplatform.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a client sees of a Vault: logins by AppRole and by Kubernetes, tokens, a key-value engine of version 2 at {@code secret/},
 * and a database engine whose users have leases. Nothing is answered without a valid token.
 */
public final class VaultServer implements AutoCloseable {

    public static final String TOKEN = "hvs.root-token-of-the-test";
    public static final String ROLE_ID = "role-id-of-the-test";
    public static final String SECRET_ID = "secret-id-of-the-test";
    public static final String SERVICE_ACCOUNT = "service-account-token-of-the-test";

    private final JsonMapper json = JsonMapper.shared();
    private final Map<String, Map<String, String>> secrets = new ConcurrentHashMap<>();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    /** How often each was renewed. */
    private final Map<String, Integer> leases = new ConcurrentHashMap<>();

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile @Nullable Supplier<Map<String, String>> users;
    private volatile int leaseSeconds;
    private volatile boolean sealed;

    private VaultServer(HttpServer server) {
        this.server = server;
        tokens.add(TOKEN);
        server.createContext("/v1/", this::handle);
        server.start();
    }

    public static VaultServer start() {
        try {
            return new VaultServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String uri() {
        return "http://127.0.0.1:" + port();
    }

    /** Writes a version of a secret below {@code secret/}. */
    public void put(String path, Map<String, String> content) {
        secrets.put(path, content);
    }

    /** Makes a user at each request for {@code database/creds/...}, whose lease lasts so long and can be renewed once. */
    public void makeUsers(int seconds, Supplier<Map<String, String>> maker) {
        leaseSeconds = seconds;
        users = maker;
    }

    /** From now on it answers nobody, or everybody again. */
    public void seal(boolean value) {
        sealed = value;
    }

    /** What was asked, as {@code GET /v1/...}. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/v1/".length());
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        JsonNode body = body(exchange);
        if (sealed) {
            answer(exchange, 503, Map.of("errors", List.of("Vault is sealed")));
        } else if (path.startsWith("auth/approle/login")) {
            login(exchange, is(body, "role_id", ROLE_ID) && is(body, "secret_id", SECRET_ID));
        } else if (path.startsWith("auth/kubernetes/login")) {
            login(exchange, is(body, "role", "sei-platform") && is(body, "jwt", SERVICE_ACCOUNT));
        } else if (!tokens.contains(String.valueOf(exchange.getRequestHeaders().getFirst("X-Vault-Token")))) {
            answer(exchange, 403, Map.of("errors", List.of("permission denied")));
        } else {
            authorized(exchange, path, body);
        }
    }

    private void authorized(HttpExchange exchange, String path, JsonNode body) throws IOException {
        Map<String, String> secret = path.startsWith("secret/data/") ? secrets.get(path.substring(12)) : null;
        Supplier<Map<String, String>> maker = users;
        if (secret != null) {
            answer(exchange, 200, Map.of("data", Map.of("data", secret, "metadata", Map.of("version", 1))));
        } else if (path.startsWith("sys/internal/ui/mounts/secret")) {
            answer(
                    exchange,
                    200,
                    Map.of("data", Map.of("path", "secret/", "type", "kv", "options", Map.of("version", "2"))));
        } else if (path.startsWith("database/creds/") && maker != null) {
            String lease = path + "/" + UUID.randomUUID();
            leases.put(lease, 0);
            answer(exchange, 200, leased(lease, leaseSeconds, maker.get()));
        } else if (path.equals("sys/leases/renew")
                && leases.containsKey(body.path("lease_id").asString(""))) {
            String lease = body.path("lease_id").asString("");
            // The second time the longest life is reached, and little is granted.
            int seconds = leases.merge(lease, 1, Integer::sum) > 1 ? 1 : leaseSeconds;
            answer(exchange, 200, leased(lease, seconds, Map.of()));
        } else if (path.startsWith("auth/token/")) {
            answer(exchange, 200, Map.of("auth", auth(TOKEN), "data", Map.of("ttl", 3600, "renewable", false)));
        } else {
            answer(exchange, 404, Map.of("errors", List.of()));
        }
    }

    private static Map<String, Object> leased(String lease, int seconds, Map<String, String> data) {
        return Map.of("lease_id", lease, "renewable", true, "lease_duration", seconds, "data", data);
    }

    private void login(HttpExchange exchange, boolean proved) throws IOException {
        if (!proved) {
            answer(exchange, 400, Map.of("errors", List.of("invalid role or secret ID")));
            return;
        }
        String token = "hvs." + UUID.randomUUID();
        tokens.add(token);
        answer(exchange, 200, Map.of("auth", auth(token)));
    }

    private static Map<String, Object> auth(String token) {
        Map<String, Object> auth = new LinkedHashMap<>();
        auth.put("client_token", token);
        auth.put("lease_duration", 3600);
        auth.put("renewable", true);
        return auth;
    }

    private JsonNode body(HttpExchange exchange) throws IOException {
        byte[] content = exchange.getRequestBody().readAllBytes();
        return content.length == 0 ? json.createObjectNode() : json.readTree(content);
    }

    private static boolean is(JsonNode body, String field, String value) {
        return value.equals(body.path(field).asString(""));
    }

    private void answer(HttpExchange exchange, int status, Map<String, ?> content) throws IOException {
        byte[] bytes = json.writeValueAsString(content).getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
