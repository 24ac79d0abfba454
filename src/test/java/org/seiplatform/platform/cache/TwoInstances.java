package org.seiplatform.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.seiplatform.platform.security.Role;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Edition;
import org.seiplatform.testing.InProcessService;
import org.seiplatform.testing.Session;
import org.seiplatform.testing.TcpProxy;
import org.seiplatform.testing.Tenant;
import org.seiplatform.testing.TestDatabase;
import org.seiplatform.testing.TestDatabases;
import org.seiplatform.testing.TestRedis;

/** Two instances with one database and one Redis, and networks in between that can be cut. */
final class TwoInstances {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final TwoInstances STARTED = new TwoInstances();

    final TestRedis redis = TestRedis.start();
    final TestDatabase database = TestDatabases.create(Edition.PLAIN);
    final TcpProxy networkOfOne = TcpProxy.to(databasePort());
    final TcpProxy networkOfTwo = TcpProxy.to(databasePort());
    final InProcessService one = starter(networkOfOne).start();
    final InProcessService two = starter(networkOfTwo).start();

    private TwoInstances() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** All tests share the pair, and leave it whole. */
    static TwoInstances get() {
        return STARTED;
    }

    private void close() {
        one.close();
        two.close();
        networkOfOne.close();
        networkOfTwo.close();
        redis.close();
    }

    private int databasePort() {
        return URI.create(database.url().substring("jdbc:".length())).getPort();
    }

    /** A third, of the next release so to speak; the caller closes it. */
    InProcessService withOtherSettings() {
        return starter(networkOfTwo)
                .with("sei.analytics.maximum-buckets", "1999")
                .start();
    }

    private InProcessService.Starter starter(TcpProxy network) {
        String url = database.url().replace(":" + databasePort() + "/", ":" + network.port() + "/");
        String impatient = "connectTimeout=1&socketTimeout=2&loginTimeout=2";
        return InProcessService.on(database)
                .with("spring.datasource.url", url + (url.contains("?") ? "&" : "?") + impatient)
                .with("spring.datasource.hikari.connection-timeout", "1000")
                .with("spring.datasource.hikari.validation-timeout", "500")
                .with("spring.data.redis.url", redis.url())
                .with("sei.cache.enabled", "true")
                .with("sei.security.memory.maximum", "1000");
    }

    /** A new organization with a repository. */
    Scenario scenario() {
        Tenant tenant = one.api().tenant();
        return new Scenario(this, tenant, tenant.repository("shop-" + UUID.randomUUID()));
    }

    /** How many answers both have computed. */
    long computed() {
        return List.of(one, two).stream()
                .flatMap(instance -> instance.bean(MeterRegistry.class).find("sei.cache.load").timers().stream())
                .mapToLong(Timer::count)
                .sum();
    }

    /** How often an instance has taken a connection to the database. */
    static long connectionsTaken(InProcessService instance) {
        return instance.bean(MeterRegistry.class)
                .get("hikaricp.connections.usage")
                .timer()
                .count();
    }

    /** Waits until the first instance works as if nothing had happened. */
    void awaitRecovery(Session reader, String question) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            Answer answer = reader.get(question).expect(200);
            assertThat(answer.header("Warning")).isEmpty();
            assertThat(one.api()
                            .management()
                            .get("/actuator/health/dependencies")
                            .text("/components/circuitBreakers/details/database"))
                    .isEqualTo("closed");
            one.api().operator().get("/api/v1/organizations").expect(200);
        });
    }

    /** An organization that both instances know. */
    record Scenario(TwoInstances instances, Tenant tenant, UUID repository, String key) {

        private Scenario(TwoInstances instances, Tenant tenant, UUID repository) {
            this(instances, tenant, repository, tenant.newKey(Role.ADMIN));
        }

        Session one() {
            return instances.one.api().as(key);
        }

        Session two() {
            return instances.two.api().as(key);
        }

        /** A question whose answer does not depend on the time. */
        String question() {
            return question("2026-03-01T00:00:00Z");
        }

        String question(String start) {
            return "/api/v1/analytics/dora?start=" + start + "&end=2026-03-31T00:00:00Z";
        }

        Answer deploy(Session session, int number) {
            return session.post("/api/v1/events/deployments", """
                    {"repository_id": "%s", "external_id": "d%d", "environment": "production", "commit_sha": "%040x",
                     "status": "success", "finished_at": "2026-03-10T10:00:00Z"}
                    """.formatted(repository, number, number));
        }

        static long deployments(Answer answer) {
            return answer.expect(200).json("/deployment_frequency/count").asLong();
        }
    }
}
