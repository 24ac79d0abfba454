package org.seiplatform.source.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.source.webhook.payload.SamplePayload;
import org.seiplatform.source.webhook.web.WebhookSender;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.seiplatform.testing.TestDatabase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nobody sends a delivery again that was answered, so what failed for a passing reason comes right by itself. */
@ApiTest
class WebhookRetriesTests {

    static final SamplePayload PUSH = SamplePayload.of("""
            {
              "ref": "refs/heads/main",
              "deleted": false,
              "commits": [{
                "id": "6113728f27ae82c7b1a177c8d03f9e96e0adf246",
                "message": "Say hello",
                "timestamp": "2026-03-02T17:19:25+02:00",
                "author": {"name": "Octocat", "email": "octocat@example.com"},
                "committer": {"name": "Octocat", "email": "octocat@example.com"}
              }],
              "repository": {"id": 186853002, "full_name": "octocat/hello", "html_url": "https://github.example.com/octocat/hello",
                             "default_branch": "main", "pushed_at": 1772464805}
            }
            """);

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestDatabase database;

    @Autowired
    private WebhookRetries retries;

    @Autowired
    private Clock clock;

    private Tenant tenant;
    private WebhookSender gitHub;

    @BeforeEach
    void makeIntegration() {
        tenant = api.tenant();
        gitHub = WebhookSender.create(api, tenant, "github", Map.of());
    }

    @Test
    void aDeliveryThatMetABusyRepositoryIsStoredOnceItIsDue() throws SQLException {
        sendToABusyRepository("d2");
        cameBefore("d2", Duration.ZERO);
        retries.tryAgain();
        assertThat(outcome("d2")).isEqualTo("failed");

        cameBefore("d2", Duration.ofMinutes(10));
        retries.tryAgain();

        assertThat(outcome("d2")).isEqualTo("applied");
        assertThat(commits()).isEqualTo(2);
    }

    @Test
    void afterADayItIsLeftToWhoeverReplaysIt() throws SQLException {
        sendToABusyRepository("d2");
        cameBefore("d2", Duration.ofHours(25));

        retries.tryAgain();

        assertThat(outcome("d2")).isEqualTo("failed");
    }

    @Test
    void whatCannotBeReadIsNotTriedAgain() {
        gitHub.gitHub("push", "d1", "no json".getBytes(UTF_8)).expect(202);
        cameBefore("d1", Duration.ofHours(1));
        mend("d1");

        retries.tryAgain();

        assertThat(outcome("d1")).isEqualTo("failed");
    }

    /** As an erasure does while a try is under way. */
    @Test
    void aPayloadThatWasDeletedDoesNotComeBackWithAnotherTry() {
        byte[] unreadable = "no json".getBytes(UTF_8);
        gitHub.gitHub("push", "d1", unreadable).expect(202);
        jdbc.sql("update webhook_deliveries set payload = null where integration_id = :id")
                .param("id", gitHub.id())
                .update();

        gitHub.gitHub("push", "d1", unreadable).expect(202);

        assertThat(jdbc.sql("select payload is null from webhook_deliveries where integration_id = :id")
                        .param("id", gitHub.id())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private void sendToABusyRepository(String deliveryId) throws SQLException {
        gitHub.gitHub("push", "d1", PUSH.bytes()).expect(200);
        String repository = tenant.viewer().get("/api/v1/repositories").text("/items/0/id");
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(hashtextextended('ingest repository " + repository + "', 0))");
            gitHub.gitHub(
                            "push",
                            deliveryId,
                            PUSH.with("/commits/0/id", "a".repeat(40)).bytes())
                    .expect(202);
        }
    }

    /** Lets time pass: it came and failed so long ago. */
    private void cameBefore(String deliveryId, Duration age) {
        jdbc.sql("""
                        update webhook_deliveries
                        set retry_at = retry_at - (received_at - :then), received_at = :then
                        where integration_id = :id and delivery_id = :delivery
                        """)
                .param("then", clock.instant().minus(age).atOffset(UTC))
                .param("id", gitHub.id())
                .param("delivery", deliveryId)
                .update();
    }

    /** Whoever tried it again would store it. */
    private void mend(String deliveryId) {
        jdbc.sql("""
                        update webhook_deliveries set payload = :payload, payload_digest = sha256(:payload)
                        where integration_id = :id and delivery_id = :delivery
                        """)
                .param("payload", PUSH.bytes())
                .param("id", gitHub.id())
                .param("delivery", deliveryId)
                .update();
    }

    private String outcome(String deliveryId) {
        Answer deliveries = tenant.viewer()
                .get("/api/v1/integrations/" + gitHub.id() + "/deliveries")
                .expect(200);
        return deliveries
                .json("/items")
                .valueStream()
                .filter(item -> item.at("/id").asString().equals(deliveryId))
                .findFirst()
                .orElseThrow()
                .at("/outcome")
                .asString();
    }

    private long commits() {
        return jdbc.sql(
                        "select count(*) from commits c join repositories r on r.id = c.repository_id where r.organization_id = :id")
                .param("id", tenant.id())
                .query(Long.class)
                .single();
    }
}
