package org.seiplatform.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Session;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** A request that is repeated under its key has one effect and one answer. */
@ApiTest
class IdempotencyApiTests {

    private static final String DEVELOPERS = "/api/v1/developers";

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JsonMapper json;

    @Autowired
    private StoredResponses answers;

    private Tenant tenant;
    private String key = "";

    @BeforeEach
    void aKey() {
        tenant = api.tenant();
        key = UUID.randomUUID().toString();
    }

    @Test
    void aRepeatedRequestIsAnsweredAsItWasFirst() {
        Answer first = post(tenant.manager(), DEVELOPERS, Map.of("name", "Ada")).expect(201);
        tenant.manager()
                .patch(DEVELOPERS + "/" + first.text("/id"), "*", Map.of("name", "Ada Lovelace"))
                .expect(200);

        Answer again = post(tenant.manager(), DEVELOPERS, Map.of("name", "Ada")).expect(201);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(again.header("Idempotent-Replayed")).hasValue("true");
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(tenant.viewer().get(DEVELOPERS).json("/items")).hasSize(1);
        assertThat(tenant.admin()
                        .get("/api/v1/audit-events?action=developer.created")
                        .json("/items"))
                .hasSize(1);
    }

    @Test
    void everyCreationAcceptsAKey() {
        UUID repository = tenant.repository("imported");
        UUID developer = tenant.developer("Ada");
        Map<String, Map<String, String>> creations = Map.of(
                "/api/v1/teams",
                Map.of("slug", "payments", "name", "Payments"),
                "/api/v1/repositories",
                Map.of("name", "shop", "provider", "github", "provider_id", "1"),
                "/api/v1/api-keys",
                Map.of("name", "build", "role", "ingest"),
                "/api/v1/integrations",
                Map.of("name", "ours", "provider", "github"),
                DEVELOPERS + "/" + developer + "/identities",
                Map.of("kind", "github", "value", "ada"),
                "/api/v1/repositories/" + repository + "/imports",
                Map.of("url", "https://127.0.0.1/nothing.git"));
        creations.forEach((path, body) -> {
            key = UUID.randomUUID().toString();
            Answer first = post(tenant.admin(), path, body);
            Answer again = post(tenant.admin(), path, body);

            assertThat(first.status()).as(first.toString()).isIn(201, 202);
            assertThat(again.status()).as(again.toString()).isEqualTo(first.status());
            assertThat(again.body()).isEqualTo(first.body());
        });
        key = UUID.randomUUID().toString();
        Map<String, String> organization = Map.of("slug", "o-" + UUID.randomUUID(), "name", "O");
        Answer first =
                post(api.operator(), "/api/v1/organizations", organization).expect(201);
        assertThat(post(api.operator(), "/api/v1/organizations", organization)
                        .expect(201)
                        .uuid("/id"))
                .isEqualTo(first.uuid("/id"));
    }

    /** Whoever creates something may not know whether it was done. */
    @Test
    void everyPostSaysWhetherItAcceptsAKey() {
        List<String> without = api.anonymous().get("/v3/api-docs").expect(200).json("/paths").properties().stream()
                .filter(path -> path.getValue().has("post"))
                // Facts and deliveries have keys of their own.
                .filter(path -> !path.getKey().startsWith("/api/v1/events/"))
                .map(path -> path.getValue().get("post"))
                .filter(post -> !post.path("parameters")
                        .findValuesAsString("$ref")
                        .contains("#/components/parameters/idempotency_key"))
                .map(post -> post.get("operationId").asString())
                .filter(id -> !id.matches("receive[A-Za-z]+Webhook"))
                .toList();

        assertThat(without)
                .containsExactlyInAnyOrder(
                        // To do them again changes nothing.
                        "replayWebhookDelivery", "eraseDeveloper");
    }

    @Test
    void aKeyInQuotesIsTheSameKey() {
        UUID first = post(tenant.manager(), DEVELOPERS, Map.of("name", "Ada"))
                .expect(201)
                .uuid("/id");
        key = '"' + key + '"';

        assertThat(post(tenant.manager(), DEVELOPERS, Map.of("name", "Ada"))
                        .expect(201)
                        .uuid("/id"))
                .isEqualTo(first);
    }

    @Test
    void aKeyIsGoodForOneRequest() {
        post(tenant.manager(), DEVELOPERS, Map.of("name", "Ada")).expect(201);

        post(tenant.manager(), DEVELOPERS, Map.of("name", "Grace")).expectProblem(422, "idempotency_key_reused");
        post(tenant.manager(), "/api/v1/teams", Map.of("name", "Ada", "slug", "ada"))
                .expectProblem(422, "idempotency_key_reused");
        assertThat(tenant.viewer().get(DEVELOPERS).json("/items")).hasSize(1);
    }

    @Test
    void aKeyIsItsCallersOwn() {
        Tenant other = api.tenant();
        UUID first = post(tenant.manager(), DEVELOPERS, Map.of("name", "Ada"))
                .expect(201)
                .uuid("/id");

        assertThat(post(tenant.admin(), DEVELOPERS, Map.of("name", "Ada"))
                        .expect(201)
                        .uuid("/id"))
                .isNotEqualTo(first);
        assertThat(post(other.manager(), DEVELOPERS, Map.of("name", "Ada"))
                        .expect(201)
                        .uuid("/id"))
                .isNotEqualTo(first);
    }

    @Test
    void whatWasRefusedMayBeTriedAgain() {
        post(tenant.manager(), DEVELOPERS, Map.of("name", "")).expectInvalid("/name");
        post(tenant.viewer(), DEVELOPERS, Map.of("name", "Ada")).expectProblem(403, "forbidden");
        tenant.team("taken");
        post(tenant.manager(), "/api/v1/teams", Map.of("slug", "taken", "name", "T"))
                .expectProblem(409, "conflict");

        post(tenant.manager(), DEVELOPERS, Map.of("name", "Ada")).expect(201);
    }

    @Test
    void ofManyAtOnceOneIsDone() throws Exception {
        int callers = 8;
        CountDownLatch start = new CountDownLatch(callers);
        Session manager = tenant.manager();
        List<Future<Answer>> sent;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            sent = IntStream.range(0, callers)
                    .mapToObj(caller -> threads.submit(() -> {
                        start.countDown();
                        start.await();
                        return post(manager, DEVELOPERS, Map.of("name", "Ada"));
                    }))
                    .toList();
        }

        for (Future<Answer> answer : sent) {
            if (answer.get().status() != 201) {
                answer.get().expectProblem(409, "idempotency_key_in_use");
            }
        }
        post(manager, DEVELOPERS, Map.of("name", "Ada")).expect(201);
        assertThat(manager.get(DEVELOPERS).json("/items")).hasSize(1);
    }

    @Test
    void noSecretAndNoPersonIsStoredInPlain() {
        String secret = post(tenant.admin(), "/api/v1/api-keys", Map.of("name", "Keyholder", "role", "viewer"))
                .expect(201)
                .text("/key");
        String first = key;
        key = UUID.randomUUID().toString();
        post(tenant.admin(), DEVELOPERS, Map.of("name", "Unforgettable")).expect(201);

        List<String> rows = jdbc.sql(
                        "select encode(scope, 'escape') || encode(request, 'escape') || encode(answer, 'escape')"
                                + " from idempotency_keys where organization_id = :organization")
                .param("organization", tenant.id())
                .query((row, number) -> row.getString(1))
                .list();

        assertThat(rows).hasSize(2);
        assertThat(String.join(" ", rows)).doesNotContain(secret, secret.substring(30), "Unforgettable", key, first);
    }

    @Test
    void anAnswerThatIsForgottenIsNotGivenAgainNorIsItDoneAgain() {
        post(tenant.manager(), DEVELOPERS, Map.of("name", "Ada")).expect(201);

        answers.forget(tenant.id());

        post(tenant.manager(), DEVELOPERS, Map.of("name", "Ada")).expectProblem(409, "conflict");
        assertThat(tenant.viewer().get(DEVELOPERS).json("/items")).hasSize(1);
    }

    @Test
    void erasureForgetsWhatWasAnsweredAboutThePerson() {
        UUID developer = post(tenant.manager(), DEVELOPERS, Map.of("name", "Ada"))
                .expect(201)
                .uuid("/id");

        tenant.admin().post(DEVELOPERS + "/" + developer + "/erasure", "").expect(200);

        post(tenant.manager(), DEVELOPERS, Map.of("name", "Ada")).expectProblem(409, "conflict");
    }

    @Test
    void aKeyExpires() {
        UUID first = post(tenant.manager(), DEVELOPERS, Map.of("name", "Ada"))
                .expect(201)
                .uuid("/id");
        assertThat(expiry())
                .isBetween(Instant.now().plusSeconds(86_000), Instant.now().plusSeconds(86_500));
        jdbc.sql(
                        "update idempotency_keys set expires_at = now() - interval '1 second' where organization_id = :organization")
                .param("organization", tenant.id())
                .update();

        UUID second = post(tenant.manager(), DEVELOPERS, Map.of("name", "Ada"))
                .expect(201)
                .uuid("/id");
        assertThat(second).isNotEqualTo(first);
        assertThat(expiry()).isAfter(Instant.now());

        jdbc.sql(
                        "update idempotency_keys set expires_at = now() - interval '1 second' where organization_id = :organization")
                .param("organization", tenant.id())
                .update();
        answers.removeExpired();
        assertThat(jdbc.sql("select count(*) from idempotency_keys where organization_id = :organization")
                        .param("organization", tenant.id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "\"", "\"a", "a\"b", "a\\b"})
    void whatIsNoKeyIsRefused(String value) {
        key = value;

        post(tenant.manager(), DEVELOPERS, Map.of("name", "Ada")).expectProblem(400, "malformed_request");
    }

    @Test
    void aKeyMayHave255Characters() {
        key = "x".repeat(256);
        post(tenant.manager(), DEVELOPERS, Map.of("name", "Ada")).expectProblem(400, "malformed_request");
        key = "x".repeat(255);
        post(tenant.manager(), DEVELOPERS, Map.of("name", "Ada")).expect(201);
    }

    private Instant expiry() {
        return jdbc.sql("select expires_at from idempotency_keys where organization_id = :organization")
                .param("organization", tenant.id())
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    private Answer post(Session session, String path, Object body) {
        return session.send(session.request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(json.writeValueAsString(body))));
    }
}
