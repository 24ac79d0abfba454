package org.seiplatform.platform.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.platform.security.Role;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Session;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Streams of an import that another instance works on and that does not end. */
@ApiTest
class EventStreamsApiTests {

    private static final int PER_CALLER = 20;

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    private final HttpClient client = HttpClient.newHttpClient();
    private final UUID job = UUID.randomUUID();
    private Tenant tenant;

    @BeforeEach
    void beginAnImport() {
        tenant = api.tenant();
        jdbc.sql("""
                        insert into import_jobs (id, organization_id, repository_id, status, source, options, worker, heartbeat_at,
                            created_at)
                        values (:id, :organization, :repository, 'running', 'elsewhere', '{}', 'another instance',
                            now() + interval '1 hour', now())
                        """)
                .param("id", job)
                .param("organization", tenant.id())
                .param("repository", tenant.repository("imported"))
                .update();
    }

    @AfterEach
    void endIt() {
        jdbc.sql("update import_jobs set status = 'cancelled' where id = :id")
                .param("id", job)
                .update();
        client.shutdownNow();
    }

    @Test
    void aStreamEndsWhenItsKeyIsRevoked() throws Exception {
        Answer key = tenant.admin()
                .post("/api/v1/api-keys", Map.of("name", "dashboard", "role", "viewer"))
                .expect(201);
        HttpResponse<InputStream> stream = watch(api.as(key.text("/key")));
        assertThat(stream.statusCode()).isEqualTo(200);
        CompletableFuture<String> whole = CompletableFuture.supplyAsync(() -> read(stream));

        tenant.admin().delete("/api/v1/api-keys/" + key.text("/id")).expect(204);

        assertThat(whole.get(5, TimeUnit.SECONDS)).contains("event:progress").contains("\"status\":\"running\"");
    }

    @Test
    void aCallerHasNoMoreStreamsThanItMay() throws Exception {
        Session one = api.as(tenant.newKey(Role.VIEWER));
        List<HttpResponse<InputStream>> streams = new ArrayList<>();
        for (int i = 0; i < PER_CALLER; i++) {
            streams.add(watch(one));
        }
        assertThat(streams).allMatch(stream -> stream.statusCode() == 200);

        one.get("/api/v1/imports/" + job + "/events").expectProblem(429, "rate_limited");
        HttpResponse<InputStream> another = watch(api.as(tenant.newKey(Role.VIEWER)));
        assertThat(another.statusCode()).isEqualTo(200);
    }

    private HttpResponse<InputStream> watch(Session session) throws IOException, InterruptedException {
        return client.send(
                session.request("/api/v1/imports/" + job + "/events").GET().build(), BodyHandlers.ofInputStream());
    }

    private static String read(HttpResponse<InputStream> stream) {
        try (InputStream body = stream.body()) {
            return new String(body.readAllBytes(), UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
