package org.seiplatform.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.seiplatform.platform.cache.TwoInstances.Scenario;
import org.seiplatform.platform.security.Role;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.InProcessService;
import org.seiplatform.testing.Session;

/** Two instances that keep answers, while everything works. */
class ResponseCacheTests {

    private static final int HITS = 400;

    private final TwoInstances instances = TwoInstances.get();
    private final Scenario scenario = instances.scenario();

    @Test
    void anAnswerIsComputedOnceAndThenComesFromMemoryHereAndFromRedisElsewhere() {
        Answer computed = scenario.one().get(scenario.question()).expect(200);
        Answer local = scenario.one().get(scenario.question()).expect(200);
        Answer remote = awaitSource(scenario.two(), scenario.question(), "remote");

        assertThat(computed.header("Cache-Status")).hasValue("sei; fwd=miss; stored");
        assertThat(local.header("Cache-Status")).hasValue("sei; hit; detail=local");
        assertThat(local.body()).isEqualTo(computed.body()).isEqualTo(remote.body());
        assertThat(local.entityTag()).isEqualTo(computed.entityTag()).isEqualTo(remote.entityTag());
        assertThat(local.header("Content-Type")).isEqualTo(computed.header("Content-Type"));
        assertThat(local.header("Cache-Control")).isEqualTo(computed.header("Cache-Control"));
        assertThat(local.header("Warning")).isEmpty();
    }

    @Test
    void anInstanceThatWouldAnswerOtherwiseComputesForItself() {
        scenario.one().get(scenario.question()).expect(200);
        awaitSource(scenario.two(), scenario.question(), "remote");

        try (InProcessService other = instances.withOtherSettings()) {
            assertThat(other.api()
                            .as(scenario.key())
                            .get(scenario.question())
                            .expect(200)
                            .header("Cache-Status"))
                    .hasValue("sei; fwd=miss; stored");
        }
    }

    @Test
    void theOrderOfParametersMakesNoDifferenceAndTheirValuesDo() {
        scenario.one().get("/api/v1/analytics/dora?start=2026-03-01T00:00:00Z&end=2026-03-31T00:00:00Z");

        assertThat(source(scenario.one(), "/api/v1/analytics/dora?end=2026-03-31T00:00:00Z&start=2026-03-01T00:00:00Z"))
                .isEqualTo("local");
        assertThat(source(scenario.one(), "/api/v1/analytics/dora?end=2026-03-30T00:00:00Z&start=2026-03-01T00:00:00Z"))
                .isNotEqualTo("local");
    }

    @Test
    void pagesKeepTheirLinks() {
        for (int number = 0; number < 3; number++) {
            scenario.deploy(scenario.one(), number).expect(200);
        }
        String rows = "/api/v1/analytics/deployments?limit=2&start=2026-03-01T00:00:00Z&end=2026-03-31T00:00:00Z";

        Answer computed = scenario.one().get(rows).expect(200);
        Answer hit = scenario.one().get(rows).expect(200);

        assertThat(hit.header("Cache-Status")).hasValue("sei; hit; detail=local");
        assertThat(hit.header("Link")).isPresent().isEqualTo(computed.header("Link"));
    }

    @Test
    void whoHasTheAnswerAlreadyIsToldSo() {
        String tag = scenario.one().get(scenario.question()).entityTag();

        HttpRequest.Builder again = scenario.one().request(scenario.question()).header("If-None-Match", tag);
        assertThat(scenario.one().send(again.GET()).status()).isEqualTo(304);
    }

    @Test
    void noOrganizationGetsTheAnswersOfAnother() {
        scenario.deploy(scenario.one(), 1).expect(200);
        assertThat(Scenario.deployments(scenario.one().get(scenario.question())))
                .isEqualTo(1);

        Scenario other = instances.scenario();
        assertThat(Scenario.deployments(other.one().get(scenario.question()))).isZero();
        other.one()
                .get("/api/v1/analytics/dora?organization_id="
                        + scenario.tenant().id())
                .expectProblem(404, "not_found");
        String repository = "/api/v1/analytics/repository/" + scenario.repository();
        scenario.one().get(repository).expect(200);
        other.one().get(repository).expectProblem(404, "not_found");
        instances.one.api().anonymous().get(scenario.question()).expectProblem(401, "unauthorized");
        instances
                .one
                .api()
                .as(scenario.tenant().newKey(Role.INGEST))
                .get(scenario.question())
                .expectProblem(403, "forbidden");
    }

    @Test
    void whatIsNotThereIsFoundAsSoonAsItIs() {
        String unknown = "/api/v1/analytics/dora/" + UUID.randomUUID();
        Answer first = scenario.one().get(unknown);
        Answer second = scenario.one().get(unknown);
        first.expectProblem(404, "not_found");
        second.expectProblem(404, "not_found");
        assertThat(second.text("/request_id")).isNotEqualTo(first.text("/request_id"));

        UUID team = scenario.tenant().team("team");
        scenario.one().get("/api/v1/analytics/dora/" + team).expect(200);
        await().atMost(Duration.ofSeconds(1))
                .untilAsserted(() ->
                        scenario.two().get("/api/v1/analytics/dora/" + team).expect(200));
    }

    @Test
    void aHitCostsNoQuery() {
        scenario.one().get(scenario.question()).expect(200);
        long before = TwoInstances.connectionsTaken(instances.one);

        for (int call = 0; call < HITS; call++) {
            assertThat(source(scenario.one(), scenario.question())).isEqualTo("local");
        }

        // What recurs beside the requests takes some, however many requests there are.
        assertThat(TwoInstances.connectionsTaken(instances.one) - before).isLessThan(HITS / 2);
    }

    @Test
    void whoAskTheSameAtTheSameTimeHaveItComputedOnceWhicheverInstanceTheyAsk() throws Exception {
        scenario.one().get(scenario.question()).expect(200);
        scenario.two().get(scenario.question()).expect(200);
        for (int round = 1; round <= 5; round++) {
            String question = scenario.question("2026-02-0" + round + "T00:00:00Z");
            long before = instances.computed();

            List<Answer> answers = atOnce(20, question);

            assertThat(answers).allSatisfy(answer -> answer.expect(200));
            assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
            assertThat(instances.computed() - before).isEqualTo(1);
        }
    }

    @Test
    void aWriteIsSeenAtOnceHereAndWithinASecondElsewhere() throws Exception {
        new Freshness(scenario).hold(25);
    }

    @Test
    void aRevokedKeyIsRefusedAtOnceHereAndWithinASecondElsewhere() {
        Answer created = scenario.one()
                .post("/api/v1/api-keys", Map.of("name", "short-lived", "role", "viewer"))
                .expect(201);
        Session here = instances.one.api().as(created.text("/key"));
        Session elsewhere = instances.two.api().as(created.text("/key"));
        here.get(scenario.question()).expect(200);
        elsewhere.get(scenario.question()).expect(200);

        scenario.one().delete("/api/v1/api-keys/" + created.text("/id")).expect(204);

        here.get(scenario.question()).expectProblem(401, "unauthorized");
        await().atMost(Duration.ofSeconds(1))
                .untilAsserted(() -> elsewhere.get(scenario.question()).expectProblem(401, "unauthorized"));
    }

    @Test
    void metricsAndHealthTellHowItGoes() {
        scenario.one().get(scenario.question()).expect(200);
        scenario.one().get(scenario.question()).expect(200);

        String metrics =
                instances.one.api().management().get("/actuator/prometheus").body();
        assertThat(metrics)
                .contains("cache_gets_total{cache=\"figures\",result=\"hit\",source=\"local\"}")
                .contains("cache_gets_total{cache=\"figures\",result=\"miss\",source=\"computed\"}")
                .contains("sei_cache_load_seconds_count{cache=\"figures\"}")
                .contains("cache_size{cache=\"answers\"}")
                .contains("resilience4j_circuitbreaker_state{name=\"redis\",state=\"closed\"} 1")
                .contains("resilience4j_circuitbreaker_state{name=\"database\",state=\"closed\"} 1");
        Answer health = instances
                .one
                .api()
                .management()
                .get("/actuator/health/dependencies")
                .expect(200);
        assertThat(health.text("/components/circuitBreakers/details/redis")).isEqualTo("closed");
    }

    private List<Answer> atOnce(int each, String question) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> futures = new ArrayList<>();
            for (Session session : List.of(scenario.one(), scenario.two())) {
                for (int caller = 0; caller < each; caller++) {
                    futures.add(callers.submit(() -> {
                        start.await();
                        return session.get(question);
                    }));
                }
            }
            start.countDown();
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> future : futures) {
                answers.add(future.get());
            }
            return answers;
        }
    }

    private static Answer awaitSource(Session session, String question, String source) {
        Answer answer = session.get(question).expect(200);
        assertThat(answer.header("Cache-Status").orElse("")).endsWith("detail=" + source);
        return answer;
    }

    private static String source(Session session, String question) {
        String status = session.get(question).expect(200).header("Cache-Status").orElse("");
        return status.substring(status.lastIndexOf('=') + 1);
    }
}
