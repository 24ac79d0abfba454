package org.seiplatform.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.seiplatform.platform.cache.Pair.Shop;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Session;

/** Two instances that keep answers, while something that they depend on is broken. */
class CacheFaultTests {

    private final Pair pair = Pair.get();
    private final Shop shop = pair.shop();

    @Test
    void withoutRedisNothingChangesButSpeed() throws Exception {
        pair.redis.kill();
        try {
            new Freshness(shop).hold(10);
        } finally {
            pair.redis.restart();
        }
        awaitShared();
    }

    @Test
    void whileRedisIsPausedNothingChangesButSpeed() throws Exception {
        pair.redis.pause();
        try {
            new Freshness(shop).hold(10);
        } finally {
            pair.redis.resume();
        }
        awaitShared();
    }

    @Test
    void aRedisThatIsFullOrFlushedChangesNothingButSpeed() throws Exception {
        pair.redis.command("CONFIG SET maxmemory 1");
        try {
            new Freshness(shop).hold(10);
        } finally {
            pair.redis.command("CONFIG SET maxmemory 0");
        }
        pair.redis.command("FLUSHALL");
        Shop other = pair.shop();
        new Freshness(other).hold(5);
        awaitShared();
    }

    @Test
    void nonsenseInRedisIsPassedOver() {
        shop.one().get(shop.question()).expect(200);
        pair.redis.command("FLUSHALL");
        // Nobody else writes to these keys; a release with another format does.
        shop.one().get(shop.question("2026-02-01T00:00:00Z")).expect(200);
        pair.redis.command(
                "EVAL \"for _, k in ipairs(redis.call('keys', '*')) do redis.call('set', k, 'x') end return 1\" 0");

        assertThat(Shop.deployments(shop.two().get(shop.question("2026-02-01T00:00:00Z"))))
                .isZero();
    }

    @Test
    void whatWasAnsweredIsAnsweredOnWhileTheDatabaseIsAwayAndMarked() {
        shop.deploy(shop.one(), 1).expect(200);
        Answer before = shop.one().get(shop.question()).expect(200);
        pair.networkOfOne.cut();
        try {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(
                                    shop.one().get(shop.question()).expect(200).header("Warning"))
                            .hasValue("110 - \"Response is Stale\""));
            Answer stale = shop.one().get(shop.question()).expect(200);
            assertThat(stale.body()).isEqualTo(before.body());
            assertThat(Integer.parseInt(stale.header("Age").orElseThrow())).isBetween(0, 60);
            shop.one()
                    .get("/api/v1/analytics/changes?start=2026-01-01T00:00:00Z")
                    .expectProblem(503, "unavailable");
            assertThat(shop.deploy(shop.one(), 2).status()).isEqualTo(503);
        } finally {
            pair.networkOfOne.mend();
        }
        pair.awaitRecovery(shop.one(), shop.question());
        // A connection from before may still be among those that are handed out.
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> shop.deploy(shop.one(), 2).expect(200));
        assertThat(Shop.deployments(shop.one().get(shop.question()))).isEqualTo(2);
    }

    @Test
    void anOutageIsRefusedQuicklyOnceItIsKnown() {
        shop.one().get(shop.question()).expect(200);
        pair.networkOfOne.cut();
        try {
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                assertThat(shop.deploy(shop.one(), 1).status()).isEqualTo(503);
                assertThat(pair.one
                                .api()
                                .management()
                                .get("/actuator/prometheus")
                                .body())
                        .contains("resilience4j_circuitbreaker_state{name=\"database\",state=\"open\"} 1");
            });
            long began = System.nanoTime();
            shop.one().get(shop.question()).expect(200);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(1500));
        } finally {
            pair.networkOfOne.mend();
        }
        pair.awaitRecovery(shop.one(), shop.question());
    }

    @Test
    void whoseKeyWasRevokedElsewhereIsNotLetInWhileTheDatabaseIsAway() {
        Answer created = shop.two()
                .post("/api/v1/api-keys", Map.of("name", "short-lived", "role", "viewer"))
                .expect(201);
        Session here = pair.one.api().as(created.text("/key"));
        here.get(shop.question()).expect(200);
        shop.one().get(shop.question()).expect(200);
        pair.networkOfOne.cut();
        try {
            shop.two().delete("/api/v1/api-keys/" + created.text("/id")).expect(204);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(here.get(shop.question()).status()).isIn(401, 503));
            shop.one().get(shop.question()).expect(200);
        } finally {
            pair.networkOfOne.mend();
        }
        pair.awaitRecovery(shop.one(), shop.question());
    }

    @Test
    void whatToldOfAnErasedPersonIsNotShownAgainEvenWhileTheDatabaseIsAway() {
        UUID ada = shop.tenant().developer("Ada Lovelace");
        String report = "/api/v1/analytics/developer/" + ada;
        assertThat(shop.one().get(report).expect(200).body()).contains("Ada Lovelace");
        await().untilAsserted(() -> assertThat(valuesInRedisThatSay("Lovelace")).isNotEqualTo(":0"));
        shop.one().post("/api/v1/developers/" + ada + "/erasure", Map.of()).expect(200);
        assertThat(valuesInRedisThatSay("Lovelace")).isEqualTo(":0");
        assertThat(shop.two().get("/api/v1/teams").status()).isEqualTo(200);
        assertThat(shop.one().get(shop.question()).status()).isEqualTo(200);
        pair.networkOfOne.cut();
        try {
            for (int call = 0; call < 5; call++) {
                Answer answer = shop.one().get(report);
                assertThat(answer.body()).doesNotContain("Ada");
                assertThat(answer.status()).isEqualTo(503);
            }
        } finally {
            pair.networkOfOne.mend();
        }
        pair.awaitRecovery(shop.one(), report);
    }

    private String valuesInRedisThatSay(String text) {
        return pair.redis.command("EVAL \"local n = 0 for _, k in ipairs(redis.call('keys', '*')) do "
                + "if redis.call('type', k).ok == 'string' and string.find(redis.call('get', k), ARGV[1], 1, true) "
                + "then n = n + 1 end end return n\" 0 " + text);
    }

    private void awaitShared() {
        Shop other = pair.shop();
        int[] day = {1};
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            String question = other.question("2026-02-%02dT00:00:00Z".formatted(day[0]++));
            other.one().get(question).expect(200);
            assertThat(other.two().get(question).expect(200).header("Cache-Status"))
                    .hasValue("sei; hit; detail=remote");
        });
    }
}
