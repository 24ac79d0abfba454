package org.seiplatform.source.webhook.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.source.webhook.payload.SamplePayload;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ApiTest
class GitHubWebhookTests {

    private static final SamplePayload PUSH = SamplePayload.of("""
            {
              "ref": "refs/heads/main",
              "deleted": false,
              "commits": [{
                "id": "6113728f27ae82c7b1a177c8d03f9e96e0adf246",
                "message": "Say hello",
                "timestamp": "2026-03-02T17:19:25+02:00",
                "author": {"name": "Octocat", "email": "octocat@example.com", "username": "octocat"},
                "committer": {"name": "Octocat", "email": "octocat@example.com", "username": "octocat"}
              }],
              "repository": {"id": 186853002, "full_name": "octocat/hello", "html_url": "https://github.example.com/octocat/hello",
                             "default_branch": "trunk", "pushed_at": 1772464805}
            }
            """);

    private static final SamplePayload RELEASE = SamplePayload.of("""
            {
              "action": "published",
              "release": {
                "id": 17372790, "tag_name": "v1.0.0", "target_commitish": "main", "draft": false, "prerelease": false,
                "published_at": "2026-03-05T15:20:53Z", "author": {"login": "octocat"}
              },
              "repository": {"id": 186853002, "full_name": "octocat/hello"}
            }
            """);

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private Clock clock;

    @Autowired
    private MeterRegistry meters;

    private Tenant tenant;
    private WebhookSender gitHub;
    private StoredFacts facts;

    @BeforeEach
    void makeIntegration() {
        tenant = api.tenant();
        gitHub = WebhookSender.create(api, tenant, "github", Map.of());
        facts = new StoredFacts(jdbc, tenant.id());
    }

    @Test
    void aSignedPushIsStoredAndMakesItsRepositoryKnown() {
        Answer answer = gitHub.gitHub("push", "d1", PUSH.bytes()).expect(200);

        assertThat(answer.text("/result")).isEqualTo("applied");
        assertThat(answer.text("/delivery_id")).isEqualTo("d1");
        assertThat(facts.rows("commits"))
                .singleElement()
                .asString()
                .contains("6113728f27ae82c7b1a177c8d03f9e96e0adf246", "Say hello");
        Answer repositories = tenant.viewer().get("/api/v1/repositories").expect(200);
        assertThat(repositories.json("/items").size()).isOne();
        assertThat(repositories.text("/items/0/name")).isEqualTo("octocat/hello");
        assertThat(repositories.text("/items/0/provider_id")).isEqualTo("186853002");
        assertThat(repositories.text("/items/0/url")).isEqualTo("https://github.example.com/octocat/hello");
        assertThat(repositories.text("/items/0/default_branch")).isEqualTo("trunk");
    }

    @Test
    void aFormIsReadLikeJson() {
        byte[] payload = PUSH.with("/commits/0/message", "Ümläute & + % 100").bytes();

        assertThat(gitHub.gitHubForm("push", "d1", payload).expect(200).text("/result"))
                .isEqualTo("applied");
        assertThat(facts.rows("commits")).singleElement().asString().contains("Ümläute & + % 100");
    }

    /** Nothing is sent but the beginning: an answer shows that no more was waited for. */
    @Test
    void nothingIsReadForAnUnknownIntegration() throws IOException {
        URI address = api.anonymous().base();
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("""
                            POST /api/v1/webhooks/github/%s HTTP/1.1\r
                            Host: localhost\r
                            Content-Type: application/json\r
                            X-GitHub-Event: push\r
                            Content-Length: 1000000\r
                            \r
                            {""".formatted(UUID.randomUUID()).getBytes(US_ASCII));

            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();

            assertThat(line).startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void aWrongSignatureIsRefusedLikeAnUnknownIntegration() {
        byte[] body = PUSH.bytes();
        byte[] tampered = PUSH.with("/ref", "refs/heads/evil").bytes();
        WebhookSender unknown = gitHub.to("/api/v1/webhooks/github/" + UUID.randomUUID());
        WebhookSender malformed = gitHub.to("/api/v1/webhooks/gitlab/" + gitHub.id());

        Answer wrong = gitHub.with("another secret").gitHub("push", body).expectProblem(401, "unauthorized");
        Answer missing = unknown.gitHub("push", body).expectProblem(401, "unauthorized");
        assertThat(missing.text("/detail")).isEqualTo(wrong.text("/detail"));
        gitHub.post(
                        "application/json",
                        tampered,
                        Map.of(
                                "X-GitHub-Event", "push",
                                "X-GitHub-Delivery", "d1",
                                "X-Hub-Signature-256", gitHub.signature(body)))
                .expectProblem(401, "unauthorized");
        gitHub.post("application/json", body, Map.of("X-GitHub-Event", "push", "X-GitHub-Delivery", "d1"))
                .expectProblem(401, "unauthorized");
        malformed.gitHub("push", body).expectProblem(401, "unauthorized");
        assertThat(facts.count("commits")).isZero();
        assertThat(deliveries().json("/items").size()).isZero();
    }

    @Test
    void aRequestThatDoesNotSayWhatItIsIsMalformed() {
        byte[] body = PUSH.bytes();

        gitHub.post(
                        "application/json",
                        body,
                        Map.of("X-GitHub-Event", "push", "X-Hub-Signature-256", gitHub.signature(body)))
                .expectProblem(400, "malformed_request");
        gitHub.post(
                        "application/json",
                        body,
                        Map.of("X-GitHub-Delivery", "d1", "X-Hub-Signature-256", gitHub.signature(body)))
                .expectProblem(400, "malformed_request");
        gitHub.gitHub("push", "d 1", body).expectProblem(400, "malformed_request");
        gitHub.post("text/plain", body, Map.of()).expectProblem(415, "unsupported_media_type");
    }

    @Test
    void aBodyBeyondTheLimitIsRefused() {
        gitHub.gitHub("push", new byte[27 * 1024 * 1024]).expectProblem(413, "payload_too_large");
    }

    @Test
    void afterARotationBothSecretsHoldForAWhile() {
        String rotation = "/api/v1/integrations/" + gitHub.id() + "/rotation";
        Answer rotated = tenant.admin().post(rotation, Map.of()).expect(200);
        WebhookSender rotatedGitHub = gitHub.with(rotated.text("/secret"));

        gitHub.gitHub("push", PUSH.bytes()).expect(200);
        rotatedGitHub.gitHub("push", PUSH.bytes()).expect(200);

        jdbc.sql("update integrations set previous_secret_until = now() - interval '1 second' where id = :id")
                .param("id", gitHub.id())
                .update();
        // What was looked up holds for a moment.
        await().until(() -> gitHub.gitHub("push", PUSH.bytes()).status() == 401);
        rotatedGitHub.gitHub("push", PUSH.bytes()).expect(200);
    }

    @Test
    void aDeliveryThatCameBeforeChangesNothing() {
        gitHub.gitHub("push", "d1", PUSH.bytes()).expect(200);
        long version = dataVersion();

        assertThat(gitHub.gitHub("push", "d1", PUSH.bytes()).expect(200).text("/result"))
                .isEqualTo("duplicate");
        assertThat(gitHub.gitHubForm("push", "d1", PUSH.bytes()).expect(200).text("/result"))
                .isEqualTo("duplicate");
        assertThat(dataVersion()).isEqualTo(version);
    }

    @Test
    void anotherPayloadUnderAKnownIdIsRefused() {
        gitHub.gitHub("push", "d1", PUSH.bytes()).expect(200);

        gitHub.gitHub("push", "d1", PUSH.with("/commits/0/id", "a".repeat(40)).bytes())
                .expectProblem(409, "conflict");
        assertThat(facts.count("commits")).isOne();
    }

    @Test
    void ofManyEqualDeliveriesAtOnceOneIsApplied() throws Exception {
        List<Answer> answers = atOnce(8, () -> gitHub.gitHub("push", "d1", PUSH.bytes()));

        assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 202);
        assertThat(answers.stream().filter(answer -> answer.text("/result").equals("applied")))
                .hasSizeLessThan(2);
        await().untilAsserted(() -> assertThat(deliveries()
                        .json("/items")
                        .valueStream()
                        .map(item -> item.at("/outcome").asString()))
                .containsExactly("applied"));
        assertThat(facts.count("commits")).isOne();
    }

    @Test
    void manyDeliveriesFromANewRepositoryAtOnceAreAllApplied() throws Exception {
        List<Answer> answers = atOnce(8, () -> gitHub.gitHub("push", PUSH.bytes()));

        assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 202);
        await().untilAsserted(() -> assertThat(deliveries()
                        .json("/items")
                        .valueStream()
                        .map(item -> item.at("/outcome").asString()))
                .hasSize(8)
                .containsOnly("applied"));
        assertThat(tenant.viewer().get("/api/v1/repositories").json("/items").size())
                .isOne();
    }

    @Test
    void theSameIdAtAnotherIntegrationIsAnotherDelivery() {
        WebhookSender second = WebhookSender.create(api, tenant, "github", Map.of());

        gitHub.gitHub("push", "d1", PUSH.bytes()).expect(200);
        assertThat(second.gitHub("push", "d1", PUSH.bytes()).expect(200).text("/result"))
                .isEqualTo("applied");
    }

    @Test
    void anIntegrationsEventsGoToItsOrganizationOnly() {
        Tenant other = api.tenant();
        gitHub.gitHub("push", PUSH.bytes()).expect(200);

        assertThat(new StoredFacts(jdbc, other.id()).count("commits")).isZero();
        assertThat(other.viewer().get("/api/v1/repositories").json("/items").size())
                .isZero();
        // The same repository in another organization is another one.
        WebhookSender.create(api, other, "github", Map.of())
                .gitHub("push", PUSH.bytes())
                .expect(200);
        assertThat(new StoredFacts(jdbc, other.id()).count("commits")).isOne();
        assertThat(facts.count("commits")).isOne();
    }

    @Test
    void eventsFromUnknownRepositoriesCanBeLeftOut() {
        WebhookSender selective =
                WebhookSender.create(api, tenant, "github", Map.of("auto_create_repositories", false));

        assertThat(selective.gitHub("push", PUSH.bytes()).expect(200).text("/result"))
                .isEqualTo("ignored");
        tenant.manager()
                .post("/api/v1/repositories", Map.of("name", "mine", "provider", "github", "provider_id", "186853002"))
                .expect(201);
        assertThat(selective.gitHub("push", PUSH.bytes()).expect(200).text("/result"))
                .isEqualTo("applied");
        assertThat(tenant.viewer().get("/api/v1/repositories").text("/items/0/name"))
                .isEqualTo("mine");
    }

    @Test
    void eventsOfNoInterestAreAcceptedAndCounted() {
        double before = counted("other", "ignored");

        Answer answer = gitHub.gitHub("star", "d1", PUSH.bytes()).expect(200);

        assertThat(answer.text("/result")).isEqualTo("ignored");
        assertThat(answer.text("/detail")).isNotBlank();
        assertThat(counted("other", "ignored")).isEqualTo(before + 1);
        assertThat(deliveries().text("/items/0/outcome")).isEqualTo("ignored");
        assertThat(deliveries().text("/items/0/event")).isEqualTo("star");
        assertThat(tenant.viewer().get("/api/v1/repositories").json("/items").size())
                .isZero();
    }

    @Test
    void whatCannotBeReadIsKeptAndCanBeReplayed() {
        byte[] unreadable = PUSH.with("/commits/0/timestamp", "yesterday").bytes();
        double before = counted("push", "failed");

        Answer kept = gitHub.gitHub("push", "d1", unreadable).expect(202);

        assertThat(kept.text("/result")).isEqualTo("failed");
        assertThat(kept.text("/detail")).isEqualTo("/commits/0/timestamp is not a time.");
        assertThat(counted("push", "failed")).isEqualTo(before + 1);
        assertThat(deliveries().text("/items/0/outcome")).isEqualTo("failed");
        assertThat(replay("d1").expect(200).text("/result")).isEqualTo("failed");

        // A release that can read it would store it; so does a payload that was mended in place.
        jdbc.sql("""
                        update webhook_deliveries
                        set payload = convert_to(replace(convert_from(payload, 'UTF8'), 'yesterday', '2026-03-02T00:00:00Z'), 'UTF8'),
                            payload_digest = sha256(convert_to(
                                replace(convert_from(payload, 'UTF8'), 'yesterday', '2026-03-02T00:00:00Z'), 'UTF8'))
                        where integration_id = :id
                        """).param("id", gitHub.id()).update();
        assertThat(replay("d1").expect(200).text("/result")).isEqualTo("applied");
        assertThat(facts.count("commits")).isOne();
        assertThat(jdbc.sql("select payload is null from webhook_deliveries where integration_id = :id")
                        .param("id", gitHub.id())
                        .query(Boolean.class)
                        .single())
                .isTrue();
        replay("d1").expectProblem(409, "conflict");
        replay("d2").expectProblem(404, "not_found");
    }

    @Test
    void whatABusyRepositoryKeepsWaitingIsKeptInTimeForTheProvider() throws Exception {
        gitHub.gitHub("push", "d1", PUSH.bytes()).expect(200);
        String repository = tenant.viewer().get("/api/v1/repositories").text("/items/0/id");
        byte[] another = PUSH.with("/commits/0/id", "a".repeat(40)).bytes();

        try (Connection other = dataSource.getConnection();
                Statement statement = other.createStatement()) {
            String lock = "(hashtextextended('ingest repository " + repository + "', 0))";
            statement.execute("select pg_advisory_lock" + lock);
            try {
                Instant sent = clock.instant();
                assertThat(gitHub.gitHub("push", "d2", another).expect(202).text("/result"))
                        .isEqualTo("failed");
                assertThat(Duration.between(sent, clock.instant())).isLessThan(Duration.ofSeconds(9));
            } finally {
                statement.execute("select pg_advisory_unlock" + lock);
            }
        }
        assertThat(facts.count("commits")).isOne();
        assertThat(gitHub.gitHub("push", "d2", another).expect(200).text("/result"))
                .isEqualTo("applied");
        assertThat(facts.count("commits")).isEqualTo(2);
    }

    @Test
    void whatIsNoJsonAtAllIsKept() {
        assertThat(gitHub.gitHub("push", "d1", "no json".getBytes(UTF_8))
                        .expect(202)
                        .text("/detail"))
                .isEqualTo("The body is not well-formed JSON.");
        assertThat(gitHub.gitHubForm("push", "d2", "%zz".getBytes(UTF_8))
                        .expect(202)
                        .text("/result"))
                .isEqualTo("failed");
        assertThat(gitHub.gitHub("push", "d3", new byte[0]).expect(202).text("/result"))
                .isEqualTo("failed");
    }

    @Test
    void charactersThatTheDatabaseCannotHoldAreLeftOut() {
        byte[] body = new String(PUSH.bytes(), UTF_8)
                .replace("Say hello", "Say\\u0000 \\ud800hello")
                .getBytes(UTF_8);

        assertThat(gitHub.gitHub("push", body).expect(200).text("/result")).isEqualTo("applied");
    }

    @Test
    void aReleaseIsADeploymentOnceTheCommitOfItsTagIsKnown() {
        WebhookSender releasing =
                WebhookSender.create(api, tenant, "github", Map.of("deployment_sources", List.of("releases")));
        byte[] tagPush = PUSH.with("/ref", "refs/tags/v1.0.0")
                .with("/commits", List.of())
                .with(
                        "/head_commit",
                        Map.of("id", "6113728f27ae82c7b1a177c8d03f9e96e0adf246", "timestamp", "2026-03-02T15:19:25Z"))
                .bytes();

        releasing.gitHub("release", RELEASE.bytes()).expect(200);
        assertThat(facts.count("deployments")).isZero();
        releasing.gitHub("push", tagPush).expect(200);

        assertThat(facts.rows("deployments"))
                .singleElement()
                .asString()
                .contains("release:17372790", "6113728f27ae82c7b1a177c8d03f9e96e0adf246", "v1.0.0", "production");
        Tenant reversed = api.tenant();
        WebhookSender reversedOrder =
                WebhookSender.create(api, reversed, "github", Map.of("deployment_sources", List.of("releases")));
        reversedOrder.gitHub("push", tagPush).expect(200);
        reversedOrder.gitHub("release", RELEASE.bytes()).expect(200);
        assertThat(new StoredFacts(jdbc, reversed.id()).all()).isEqualTo(facts.all());
    }

    @Test
    void deliveriesAreListedNewestFirstPageByPage() {
        List.of("d1", "d2", "d3").forEach(id -> gitHub.gitHub("star", id, PUSH.bytes()));
        String path = "/api/v1/integrations/" + gitHub.id() + "/deliveries?limit=2";

        Answer first = tenant.viewer().get(path).expect(200);
        Answer second = tenant.viewer()
                .get(path + "&cursor=" + first.text("/next_cursor"))
                .expect(200);

        assertThat(first.json("/items").findValuesAsString("id")).containsExactly("d3", "d2");
        assertThat(second.json("/items").findValuesAsString("id")).containsExactly("d1");
    }

    private Answer deliveries() {
        return tenant.viewer()
                .get("/api/v1/integrations/" + gitHub.id() + "/deliveries")
                .expect(200);
    }

    private Answer replay(String deliveryId) {
        return tenant.manager()
                .post("/api/v1/integrations/" + gitHub.id() + "/deliveries/" + deliveryId + "/replay", Map.of());
    }

    private double counted(String event, String outcome) {
        return meters.counter("sei.webhook.events", "provider", "github", "event", event, "outcome", outcome)
                .count();
    }

    private long dataVersion() {
        return jdbc.sql("select version from organization_data_versions where organization_id = :id")
                .param("id", tenant.id())
                .query(Long.class)
                .single();
    }

    private static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
            List<Future<T>> calls = threads.invokeAll(
                    IntStream.range(0, times).mapToObj(number -> call).toList());
            return calls.stream().map(Future::resultNow).toList();
        }
    }
}
