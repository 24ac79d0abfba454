package org.seiplatform.source.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
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

/** What is acknowledged is stored, however much comes at once and whoever is stopped at it. */
@ApiTest
class WebhookInboxTests {

    private static final SamplePayload PUSH = WebhookRetriesTests.PUSH;

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestDatabase database;

    private WebhookSender gitHub;
    private Tenant tenant;

    @BeforeEach
    void makeIntegration() {
        tenant = api.tenant();
        gitHub = WebhookSender.create(api, tenant, "github", Map.of());
    }

    @Test
    void aBurstIsTakenAndStored() throws Exception {
        List<Answer> answers = atOnce(120, number -> gitHub.gitHub("push", "d" + number, push(number)));

        assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 202);
        assertThat(answers)
                .anyMatch(answer -> answer.text("/result").equals("received"))
                .noneMatch(answer -> answer.text("/result").equals("failed"));
        await().untilAsserted(() -> assertThat(commits()).isEqualTo(120));
        await().untilAsserted(() -> assertThat(outcomes("d%")).containsOnly("applied"));
        assertThat(kept()).isZero();
    }

    @Test
    void theSameAtOnceIsOne() throws Exception {
        List<Answer> answers = atOnce(12, number -> gitHub.gitHub("push", "same", PUSH.bytes()));

        assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 202);
        await().untilAsserted(() -> assertThat(outcomes("same")).containsExactly("applied"));
        assertThat(commits()).isOne();
    }

    @Test
    void whatAStoppedInstanceHasLeftIsStored() {
        note("left", PUSH.bytes());

        await().untilAsserted(() -> assertThat(outcomes("left")).containsExactly("applied"));
        assertThat(commits()).isOne();
    }

    @Test
    void oneThatCannotBeReadHoldsUpNoOther() {
        note("bad", "no json".getBytes(UTF_8));
        note("good", PUSH.bytes());

        await().untilAsserted(() -> assertThat(outcomes("good")).containsExactly("applied"));
        await().untilAsserted(() -> assertThat(outcomes("bad")).containsExactly("failed"));
        assertThat(kept()).isOne();
    }

    @Test
    void aBusyRepositoryHoldsUpNoOther() throws SQLException {
        gitHub.gitHub("push", "first", PUSH.bytes()).expect(200);
        String busy = tenant.viewer().get("/api/v1/repositories").text("/items/0/id");
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(hashtextextended('ingest repository " + busy + "', 0))");
            note("waiting", push(1));
            note("other", PUSH.with("/repository/id", 4711).bytes());

            await().untilAsserted(() -> assertThat(outcomes("other")).containsExactly("applied"));
            assertThat(outcomes("waiting")).doesNotContain("applied");
        }
        await().untilAsserted(() -> assertThat(outcomes("waiting")).doesNotContain("received"));
        assertThat(kept()).isEqualTo(outcomes("waiting").contains("failed") ? 1 : 0);
    }

    private static byte[] push(int number) {
        return PUSH.with("/commits/0/id", "%040x".formatted(number + 1)).bytes();
    }

    private static List<Answer> atOnce(int count, IntFunction<Answer> request) throws Exception {
        try (ExecutorService executor = Executors.newFixedThreadPool(40)) {
            return executor
                    .invokeAll(IntStream.range(0, count)
                            .<Callable<Answer>>mapToObj(number -> () -> request.apply(number))
                            .toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }

    /** As an instance does that is stopped right after it. */
    private void note(String deliveryId, byte[] payload) {
        jdbc.sql("""
                        insert into webhook_deliveries (integration_id, delivery_id, event, received_at, outcome, payload_digest,
                                                        payload, retry_at)
                        values (:integration, :delivery, 'push', now(), 'received', sha256(:payload), :payload, now())
                        """)
                .param("integration", gitHub.id())
                .param("delivery", deliveryId)
                .param("payload", payload)
                .update();
    }

    private List<String> outcomes(String deliveryId) {
        return jdbc.sql(
                        "select outcome from webhook_deliveries where integration_id = :id and delivery_id like :delivery")
                .param("id", gitHub.id())
                .param("delivery", deliveryId)
                .query((row, number) -> row.getString(1))
                .list();
    }

    private long kept() {
        return jdbc.sql("select count(payload) from webhook_deliveries where integration_id = :id")
                .param("id", gitHub.id())
                .query(Long.class)
                .single();
    }

    private long commits() {
        return jdbc.sql(
                        "select count(*) from commits c join repositories r on r.id = c.repository_id where r.organization_id = :id")
                .param("id", tenant.id())
                .query(Long.class)
                .single();
    }
}
