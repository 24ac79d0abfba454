package org.seiplatform.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.security.Role;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** The running service, as its callers see it. */
public class Api {

    /** The key of an operator who is there from the start. */
    public static final String OPERATOR_KEY = "sei_test_0123456789abcdef0123456789abcdef";

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Environment environment;
    private final JsonMapper json;

    Api(Environment environment, JsonMapper json) {
        this.environment = environment;
        this.json = json;
    }

    /** Calls as the operator. */
    public Session operator() {
        return as(OPERATOR_KEY);
    }

    /** Calls as nobody. */
    public Session anonymous() {
        return as(null);
    }

    /** Calls with an API key. */
    public Session as(@Nullable String key) {
        return new Session(http, address("local.server.port"), json, key);
    }

    /** Calls the management port. */
    public Session management() {
        return new Session(http, address("local.management.port"), json, null);
    }

    /** A new organization. */
    public Tenant tenant() {
        return tenant(Map.of());
    }

    /** A new organization with some settings of its own. */
    public Tenant tenant(Map<String, ?> settings) {
        String slug = "tenant-" + COUNTER.incrementAndGet() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        Answer created = operator()
                .post("/api/v1/organizations", Map.of("slug", slug, "name", "Tenant " + slug, "settings", settings))
                .expect(201);
        return new Tenant(this, created.uuid("/id"), slug);
    }

    /** A new key of an organization. */
    String newKey(UUID organizationId, Role role) {
        return operator()
                .post(
                        "/api/v1/api-keys?organization_id=" + organizationId,
                        Map.of("name", "test " + role.code(), "role", role.code()))
                .expect(201)
                .text("/key");
    }

    private URI address(String property) {
        return URI.create("http://127.0.0.1:" + Objects.requireNonNull(environment.getProperty(property), property));
    }
}
