package org.seiplatform.platform.shutdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Edition;
import org.seiplatform.testing.Load;
import org.seiplatform.testing.Nginx;
import org.seiplatform.testing.PackagedService;
import org.seiplatform.testing.Session;
import org.seiplatform.testing.Tenant;
import org.seiplatform.testing.TestDatabase;
import org.seiplatform.testing.TestDatabases;

/** An instance ends while requests come through a real proxy, which sends them where the instances are ready. */
class RollingRestartIT {

    private static final int CALLS_PER_SECOND = 40;

    /** A busy machine takes its time. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final TestDatabase database = TestDatabases.create(Edition.PLAIN);
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void nginxIsThere() {
        if (System.getenv("CI") == null) {
            assumeThat(Nginx.isInstalled()).as("nginx is installed").isTrue();
        }
    }

    @Test
    void nobodyNoticesThatAnInstanceEnds() {
        try (PackagedService first = start();
                PackagedService second = start();
                Nginx nginx = Nginx.before(List.of(first.port(), second.port()), Nginx.Repetition.NONE);
                Ingress ingress = new Ingress(nginx, List.of(first, second))) {
            Tenant tenant = nginx.api().tenant();
            Session reader = tenant.viewer();
            Session sender = tenant.ingest();
            UUID repository = tenant.repository("rolled");
            Load load = Load.of(6, CALLS_PER_SECOND, number -> call(number, reader, sender, repository));
            Duration end;
            try (load) {
                await().atMost(PATIENCE).until(() -> load.calls() > CALLS_PER_SECOND);
                long begin = System.nanoTime();
                assertThat(first.stop()).as("exit code of SIGTERM").isEqualTo(143);
                end = Duration.ofNanos(System.nanoTime() - begin);
                int calls = load.calls();
                await().atMost(PATIENCE).until(() -> load.calls() > calls + CALLS_PER_SECOND);
            }

            assertThat(load.failures()).as(nginx.errors()).isEmpty();
            assertThat(ingress.withdrawn()).isEqualTo(1);
            assertThat(end).isBetween(Duration.ofSeconds(3), PATIENCE);
            everythingAcknowledgedIsKept(sender, repository);
        }
    }

    private PackagedService start() {
        return PackagedService.on(database)
                .with("sei.shutdown.delay", "3s")
                .with("sei.rate-limit.enabled", "false")
                .start();
    }

    private void call(int number, Session reader, Session sender, UUID repository) {
        if (number % 2 == 0) {
            reader.get("/api/v1/analytics/dora?repository_id=" + repository).expect(200);
        } else {
            String event = deployment(repository, number);
            sender.post("/api/v1/events/deployments", event).expect(200);
            acknowledged.add(event);
        }
    }

    private void everythingAcknowledgedIsKept(Session sender, UUID repository) {
        Answer again = sender.post(
                        "/api/v1/events/deployments", acknowledged.stream().collect(Collectors.joining(",", "[", "]")))
                .expect(200);
        assertThat(again.json("/received").asInt()).isEqualTo(acknowledged.size());
        assertThat(again.json("/unchanged").asInt()).isEqualTo(acknowledged.size());
    }

    private static String deployment(UUID repository, int number) {
        Instant finished = Instant.parse("2026-03-01T00:00:00Z").plusSeconds(60L * number);
        return """
                {"repository_id":"%s","external_id":"d-%d","environment":"production","commit_sha":"%040x","status":"success",
                 "started_at":"%s","finished_at":"%s","updated_at":"%s"}
                """.formatted(repository, number, number, finished, finished, finished);
    }

    /** What an ingress controller does: asks the instances whether they are ready, and tells the proxy which to use. */
    private static final class Ingress implements AutoCloseable {

        private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor();
        private final Nginx nginx;
        private final List<PackagedService> instances;
        private volatile List<Integer> ready;

        private Ingress(Nginx nginx, List<PackagedService> instances) {
            this.nginx = nginx;
            this.instances = instances;
            this.ready = instances.stream().map(PackagedService::port).toList();
            ticks.scheduleWithFixedDelay(this::look, 0, 200, TimeUnit.MILLISECONDS);
        }

        private void look() {
            List<Integer> now = instances.stream()
                    .filter(Ingress::isReady)
                    .map(PackagedService::port)
                    .toList();
            if (!now.equals(ready)) {
                nginx.spreadOver(now);
                ready = now;
            }
        }

        private static boolean isReady(PackagedService instance) {
            try {
                return instance.api()
                                .management()
                                .get("/actuator/health/readiness")
                                .status()
                        == 200;
            } catch (UncheckedIOException gone) {
                return false;
            }
        }

        /** How many instances get no requests any more. */
        private int withdrawn() {
            return instances.size() - ready.size();
        }

        @Override
        public void close() {
            ticks.shutdownNow();
        }
    }
}
