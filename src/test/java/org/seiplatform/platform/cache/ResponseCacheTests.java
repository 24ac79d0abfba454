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
import org.seiplatform.platform.cache.Pair.Shop;
import org.seiplatform.platform.security.Role;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.InProcessService;
import org.seiplatform.testing.Session;

/** Two instances that keep answers, while everything works. */
class ResponseCacheTests {

    private static final int HITS = 400;

    private final Pair pair = Pair.get();
    private final Shop shop = pair.shop();

    @Test
    void anAnswerIsComputedOnceAndThenComesFromMemoryHereAndFromRedisElsewhere() {
        Answer computed = shop.one().get(shop.question()).expect(200);
        Answer local = shop.one().get(shop.question()).expect(200);
        Answer remote = awaitSource(shop.two(), shop.question(), "remote");

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
        shop.one().get(shop.question()).expect(200);
        awaitSource(shop.two(), shop.question(), "remote");

        try (InProcessService other = pair.withOtherSettings()) {
            assertThat(other.api()
                            .as(shop.key())
                            .get(shop.question())
                            .expect(200)
                            .header("Cache-Status"))
                    .hasValue("sei; fwd=miss; stored");
        }
    }

    @Test
    void theOrderOfParametersMakesNoDifferenceAndTheirValuesDo() {
        shop.one().get("/api/v1/analytics/dora?start=2026-03-01T00:00:00Z&end=2026-03-31T00:00:00Z");

        assertThat(source(shop.one(), "/api/v1/analytics/dora?end=2026-03-31T00:00:00Z&start=2026-03-01T00:00:00Z"))
                .isEqualTo("local");
        assertThat(source(shop.one(), "/api/v1/analytics/dora?end=2026-03-30T00:00:00Z&start=2026-03-01T00:00:00Z"))
                .isNotEqualTo("local");
    }

    @Test
    void pagesKeepTheirLinks() {
        for (int number = 0; number < 3; number++) {
            shop.deploy(shop.one(), number).expect(200);
        }
        String rows = "/api/v1/analytics/deployments?limit=2&start=2026-03-01T00:00:00Z&end=2026-03-31T00:00:00Z";

        Answer computed = shop.one().get(rows).expect(200);
        Answer hit = shop.one().get(rows).expect(200);

        assertThat(hit.header("Cache-Status")).hasValue("sei; hit; detail=local");
        assertThat(hit.header("Link")).isPresent().isEqualTo(computed.header("Link"));
    }

    @Test
    void whoHasTheAnswerAlreadyIsToldSo() {
        String tag = shop.one().get(shop.question()).entityTag();

        HttpRequest.Builder again = shop.one().request(shop.question()).header("If-None-Match", tag);
        assertThat(shop.one().send(again.GET()).status()).isEqualTo(304);
    }

    @Test
    void noOrganizationGetsTheAnswersOfAnother() {
        shop.deploy(shop.one(), 1).expect(200);
        assertThat(Shop.deployments(shop.one().get(shop.question()))).isEqualTo(1);

        Shop other = pair.shop();
        assertThat(Shop.deployments(other.one().get(shop.question()))).isZero();
        other.one()
                .get("/api/v1/analytics/dora?organization_id=" + shop.tenant().id())
                .expectProblem(404, "not_found");
        String repository = "/api/v1/analytics/repository/" + shop.repository();
        shop.one().get(repository).expect(200);
        other.one().get(repository).expectProblem(404, "not_found");
        pair.one.api().anonymous().get(shop.question()).expectProblem(401, "unauthorized");
        pair.one
                .api()
                .as(shop.tenant().newKey(Role.INGEST))
                .get(shop.question())
                .expectProblem(403, "forbidden");
    }

    @Test
    void whatIsNotThereIsFoundAsSoonAsItIs() {
        String unknown = "/api/v1/analytics/dora/" + UUID.randomUUID();
        Answer first = shop.one().get(unknown);
        Answer second = shop.one().get(unknown);
        first.expectProblem(404, "not_found");
        second.expectProblem(404, "not_found");
        assertThat(second.text("/request_id")).isNotEqualTo(first.text("/request_id"));

        UUID team = shop.tenant().team("team");
        shop.one().get("/api/v1/analytics/dora/" + team).expect(200);
        await().atMost(Duration.ofSeconds(1))
                .untilAsserted(
                        () -> shop.two().get("/api/v1/analytics/dora/" + team).expect(200));
    }

    @Test
    void aHitCostsNoQuery() {
        shop.one().get(shop.question()).expect(200);
        long before = Pair.connectionsTaken(pair.one);

        for (int call = 0; call < HITS; call++) {
            assertThat(source(shop.one(), shop.question())).isEqualTo("local");
        }

        // What recurs beside the requests takes some, however many requests there are.
        assertThat(Pair.connectionsTaken(pair.one) - before).isLessThan(HITS / 2);
    }

    @Test
    void whoAskTheSameAtTheSameTimeHaveItComputedOnceWhicheverInstanceTheyAsk() throws Exception {
        shop.one().get(shop.question()).expect(200);
        shop.two().get(shop.question()).expect(200);
        for (int round = 1; round <= 5; round++) {
            String question = shop.question("2026-02-0" + round + "T00:00:00Z");
            long before = pair.computed();

            List<Answer> answers = atOnce(20, question);

            assertThat(answers).allSatisfy(answer -> answer.expect(200));
            assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
            assertThat(pair.computed() - before).isEqualTo(1);
        }
    }

    @Test
    void aWriteIsSeenAtOnceHereAndWithinASecondElsewhere() throws Exception {
        new Freshness(shop).hold(25);
    }

    @Test
    void aRevokedKeyIsRefusedAtOnceHereAndWithinASecondElsewhere() {
        Answer created = shop.one()
                .post("/api/v1/api-keys", Map.of("name", "short-lived", "role", "viewer"))
                .expect(201);
        Session here = pair.one.api().as(created.text("/key"));
        Session elsewhere = pair.two.api().as(created.text("/key"));
        here.get(shop.question()).expect(200);
        elsewhere.get(shop.question()).expect(200);

        shop.one().delete("/api/v1/api-keys/" + created.text("/id")).expect(204);

        here.get(shop.question()).expectProblem(401, "unauthorized");
        await().atMost(Duration.ofSeconds(1))
                .untilAsserted(() -> elsewhere.get(shop.question()).expectProblem(401, "unauthorized"));
    }

    @Test
    void metricsAndHealthTellHowItGoes() {
        shop.one().get(shop.question()).expect(200);
        shop.one().get(shop.question()).expect(200);

        String metrics = pair.one.api().management().get("/actuator/prometheus").body();
        assertThat(metrics)
                .contains("cache_gets_total{cache=\"figures\",result=\"hit\",source=\"local\"}")
                .contains("cache_gets_total{cache=\"figures\",result=\"miss\",source=\"computed\"}")
                .contains("sei_cache_load_seconds_count{cache=\"figures\"}")
                .contains("cache_size{cache=\"answers\"}")
                .contains("resilience4j_circuitbreaker_state{name=\"redis\",state=\"closed\"} 1")
                .contains("resilience4j_circuitbreaker_state{name=\"database\",state=\"closed\"} 1");
        Answer health =
                pair.one.api().management().get("/actuator/health/dependencies").expect(200);
        assertThat(health.text("/components/circuitBreakers/details/redis")).isEqualTo("closed");
    }

    private List<Answer> atOnce(int each, String question) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> futures = new ArrayList<>();
            for (Session session : List.of(shop.one(), shop.two())) {
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
