package org.seiplatform.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.seiplatform.platform.cache.TwoInstances.Scenario;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Session;

/** Two instances that keep answers, while something that they depend on is broken. */
class CacheFaultTests {

    private final TwoInstances instances = TwoInstances.get();
    private final Scenario scenario = instances.scenario();

    @Test
    void withoutRedisNothingChangesButSpeed() throws Exception {
        instances.redis.kill();
        try {
            new Freshness(scenario).hold(10);
        } finally {
            instances.redis.restart();
        }
        awaitShared();
    }

    @Test
    void whileRedisIsPausedNothingChangesButSpeed() throws Exception {
        instances.redis.pause();
        try {
            new Freshness(scenario).hold(10);
        } finally {
            instances.redis.resume();
        }
        awaitShared();
    }

    @Test
    void aRedisThatIsFullOrFlushedChangesNothingButSpeed() throws Exception {
        instances.redis.command("CONFIG SET maxmemory 1");
        try {
            new Freshness(scenario).hold(10);
        } finally {
            instances.redis.command("CONFIG SET maxmemory 0");
        }
        instances.redis.command("FLUSHALL");
        Scenario other = instances.scenario();
        new Freshness(other).hold(5);
        awaitShared();
    }

    @Test
    void nonsenseInRedisIsPassedOver() {
        scenario.one().get(scenario.question()).expect(200);
        instances.redis.command("FLUSHALL");
        // Nobody else writes to these keys; a release with another format does.
        scenario.one().get(scenario.question("2026-02-01T00:00:00Z")).expect(200);
        instances.redis.command(
                "EVAL \"for _, k in ipairs(redis.call('keys', '*')) do redis.call('set', k, 'x') end return 1\" 0");

        assertThat(Scenario.deployments(scenario.two().get(scenario.question("2026-02-01T00:00:00Z"))))
                .isZero();
    }

    @Test
    void whatWasAnsweredIsAnsweredOnWhileTheDatabaseIsAwayAndMarked() {
        scenario.deploy(scenario.one(), 1).expect(200);
        Answer before = scenario.one().get(scenario.question()).expect(200);
        instances.networkOfOne.cut();
        try {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(scenario.one()
                                    .get(scenario.question())
                                    .expect(200)
                                    .header("Warning"))
                            .hasValue("110 - \"Response is Stale\""));
            Answer stale = scenario.one().get(scenario.question()).expect(200);
            assertThat(stale.body()).isEqualTo(before.body());
            assertThat(Integer.parseInt(stale.header("Age").orElseThrow())).isBetween(0, 60);
            scenario.one()
                    .get("/api/v1/analytics/changes?start=2026-01-01T00:00:00Z")
                    .expectProblem(503, "unavailable");
            assertThat(scenario.deploy(scenario.one(), 2).status()).isEqualTo(503);
        } finally {
            instances.networkOfOne.mend();
        }
        instances.awaitRecovery(scenario.one(), scenario.question());
        // A connection from before may still be among those that are handed out.
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> scenario.deploy(scenario.one(), 2).expect(200));
        assertThat(Scenario.deployments(scenario.one().get(scenario.question())))
                .isEqualTo(2);
    }

    @Test
    void anOutageIsRefusedQuicklyOnceItIsKnown() {
        scenario.one().get(scenario.question()).expect(200);
        instances.networkOfOne.cut();
        try {
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                assertThat(scenario.deploy(scenario.one(), 1).status()).isEqualTo(503);
                assertThat(instances
                                .one
                                .api()
                                .management()
                                .get("/actuator/prometheus")
                                .body())
                        .contains("resilience4j_circuitbreaker_state{name=\"database\",state=\"open\"} 1");
            });
            long began = System.nanoTime();
            scenario.one().get(scenario.question()).expect(200);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(1500));
        } finally {
            instances.networkOfOne.mend();
        }
        instances.awaitRecovery(scenario.one(), scenario.question());
    }

    @Test
    void whoseKeyWasRevokedElsewhereIsNotLetInWhileTheDatabaseIsAway() {
        Answer created = scenario.two()
                .post("/api/v1/api-keys", Map.of("name", "short-lived", "role", "viewer"))
                .expect(201);
        Session here = instances.one.api().as(created.text("/key"));
        here.get(scenario.question()).expect(200);
        scenario.one().get(scenario.question()).expect(200);
        instances.networkOfOne.cut();
        try {
            scenario.two().delete("/api/v1/api-keys/" + created.text("/id")).expect(204);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() ->
                            assertThat(here.get(scenario.question()).status()).isIn(401, 503));
            scenario.one().get(scenario.question()).expect(200);
        } finally {
            instances.networkOfOne.mend();
        }
        instances.awaitRecovery(scenario.one(), scenario.question());
    }

    @Test
    void whatToldOfAnErasedPersonIsNotShownAgainEvenWhileTheDatabaseIsAway() {
        UUID ada = scenario.tenant().developer("Ada Lovelace");
        String report = "/api/v1/analytics/developer/" + ada;
        assertThat(scenario.one().get(report).expect(200).body()).contains("Ada Lovelace");
        await().untilAsserted(() -> assertThat(valuesInRedisThatSay("Lovelace")).isNotEqualTo(":0"));
        scenario.one().post("/api/v1/developers/" + ada + "/erasure", Map.of()).expect(200);
        assertThat(valuesInRedisThatSay("Lovelace")).isEqualTo(":0");
        assertThat(scenario.two().get("/api/v1/teams").status()).isEqualTo(200);
        assertThat(scenario.one().get(scenario.question()).status()).isEqualTo(200);
        instances.networkOfOne.cut();
        try {
            for (int call = 0; call < 5; call++) {
                Answer answer = scenario.one().get(report);
                assertThat(answer.body()).doesNotContain("Ada");
                assertThat(answer.status()).isEqualTo(503);
            }
        } finally {
            instances.networkOfOne.mend();
        }
        instances.awaitRecovery(scenario.one(), report);
    }

    private String valuesInRedisThatSay(String text) {
        return instances.redis.command("EVAL \"local n = 0 for _, k in ipairs(redis.call('keys', '*')) do "
                + "if redis.call('type', k).ok == 'string' and string.find(redis.call('get', k), ARGV[1], 1, true) "
                + "then n = n + 1 end end return n\" 0 " + text);
    }

    private void awaitShared() {
        Scenario other = instances.scenario();
        int[] day = {1};
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            String question = other.question("2026-02-%02dT00:00:00Z".formatted(day[0]++));
            other.one().get(question).expect(200);
            assertThat(other.two().get(question).expect(200).header("Cache-Status"))
                    .hasValue("sei; hit; detail=remote");
        });
    }
}
