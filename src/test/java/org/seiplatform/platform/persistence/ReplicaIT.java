package org.seiplatform.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.seiplatform.platform.security.Role;
import org.seiplatform.testing.Edition;
import org.seiplatform.testing.InProcessService;
import org.seiplatform.testing.OnDatabase;
import org.seiplatform.testing.Session;
import org.seiplatform.testing.StreamingReplica;
import org.seiplatform.testing.Tenant;
import org.seiplatform.testing.TestDatabase;
import org.seiplatform.testing.TestDatabases;

@OnDatabase(Edition.POSTGRESQL_15)
class ReplicaIT {

    private static TestDatabase database;
    private static StreamingReplica replica;

    @BeforeAll
    static void makeReplica() {
        assumeTrue(StreamingReplica.isInstalled() || "true".equals(System.getenv("CI")), "no pg_basebackup");
        database = TestDatabases.create(Edition.POSTGRESQL_15);
        replica = StreamingReplica.of(database);
    }

    @AfterAll
    static void stopReplica() {
        if (replica != null) {
            replica.close();
        }
    }

    @AfterEach
    void letItGoOn() {
        replica.goOn();
    }

    @Test
    void readsGoToTheReplicaAndSeeWhatTheCallerHasJustWritten() {
        try (InProcessService service =
                service().with("sei.database.replica.maximum-lag", "1h").start()) {
            Tenant writer = service.api().tenant();
            Tenant reader = service.api().tenant();
            UUID team = writer.team("first");
            UUID others = reader.team("first");
            awaitReplica(service, writer, team);
            awaitReplica(service, reader, others);

            replica.holdBack();
            UUID second = writer.team("second");

            assertThat(readsReplica(service, writer, second))
                    .as("by who has written")
                    .isFalse();
            assertThat(readsReplica(service, reader, others))
                    .as("by who has not")
                    .isTrue();

            replica.goOn();
            awaitReplica(service, writer, second);
        }
    }

    @Test
    void aReplicaThatIsTooFarBehindIsNotRead() throws SQLException {
        try (InProcessService service = service().start()) {
            Tenant tenant = service.api().tenant();
            UUID team = tenant.team("shop");
            awaitReplica(service, tenant, team);

            replica.holdBack();
            writeElsewhere("update teams set name = 'Renamed' where id = '" + team + "'");

            await().atMost(Duration.ofSeconds(5)).until(() -> !readsReplica(service, tenant, team));
        }
    }

    @Test
    void anAnswerIsNotKeptThatTheReplicaGaveBeforeAnothersWriteArrivedThere() {
        try (InProcessService writing = InProcessService.on(database).start();
                InProcessService reading = service()
                        .with("sei.database.replica.maximum-lag", "1h")
                        .with("sei.cache.enabled", "true")
                        .start()) {
            Tenant tenant = writing.api().tenant();
            UUID repository = tenant.repository("shop");
            Session reader = reading.api().as(tenant.newKey(Role.VIEWER));
            deploy(tenant, repository, "first");
            Counter fromReplica = reading.bean(MeterRegistry.class).counter("sei.database.reads", "from", "replica");
            AtomicInteger second = new AtomicInteger();
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                // Another question each time, or it would be answered without a read.
                deployments(reader, "2026-02-01T00:00:%02dZ".formatted(second.incrementAndGet() % 60));
                return fromReplica.count() > 0;
            });
            assertThat(deployments(reader, "2026-03-01T00:00:00Z")).isEqualTo(1);

            replica.holdBack();
            deploy(tenant, repository, "second");

            await().atMost(Duration.ofSeconds(2)).until(() -> deployments(reader, "2026-03-01T00:00:00Z") == 2);
            await().during(Duration.ofSeconds(1)).until(() -> deployments(reader, "2026-03-01T00:00:00Z") == 2);
        }
    }

    private static void deploy(Tenant tenant, UUID repository, String name) {
        tenant.ingest()
                .post("/api/v1/events/deployments", """
                        {"repository_id": "%s", "external_id": "%s", "environment": "production", "commit_sha": "%040x",
                         "status": "success", "finished_at": "2026-03-10T10:00:00Z"}
                        """.formatted(repository, name, name.hashCode()))
                .expect(200);
    }

    private static long deployments(Session reader, String start) {
        return reader.get("/api/v1/analytics/dora?start=" + start + "&end=2026-03-31T00:00:00Z")
                .expect(200)
                .json("/deployment_frequency/count")
                .asLong();
    }

    @Test
    void nobodyNoticesThatTheReplicaIsKilled() {
        try (InProcessService service = service().start()) {
            Tenant tenant = service.api().tenant();
            UUID team = tenant.team("shop");
            awaitReplica(service, tenant, team);

            replica.kill();
            for (int request = 0; request < 50; request++) {
                tenant.viewer().get("/api/v1/teams/" + team).expect(200);
                tenant.viewer().get("/api/v1/analytics/dora?team_id=" + team).expect(200);
            }
            replica.startAgain();

            awaitReplica(service, tenant, team);
        }
    }

    @Test
    void theServiceStartsWithoutItsReplica() {
        try (InProcessService service = service()
                .with("sei.database.replica.url", "jdbc:postgresql://127.0.0.1:1/nowhere")
                .start()) {
            Tenant tenant = service.api().tenant();
            UUID team = tenant.team("shop");

            assertThat(readsReplica(service, tenant, team)).isFalse();
        }
    }

    @Test
    void aBoundThatCannotBeMeasuredIsRefused() {
        assertThatThrownBy(() -> service()
                        .with("sei.database.replica.maximum-lag", "200ms")
                        .start())
                .hasStackTraceContaining("check-every must be less than half of maximum-lag");
    }

    private static InProcessService.Starter service() {
        return InProcessService.on(database).with("sei.database.replica.url", replica.url());
    }

    private static void awaitReplica(InProcessService service, Tenant tenant, UUID team) {
        await().atMost(Duration.ofSeconds(30)).until(() -> readsReplica(service, tenant, team));
    }

    /** Whether a read of the tenant goes there. */
    private static boolean readsReplica(InProcessService service, Tenant tenant, UUID team) {
        tenant.viewer();
        Counter reads = service.bean(MeterRegistry.class).counter("sei.database.reads", "from", "replica");
        double before = reads.count();
        tenant.viewer().get("/api/v1/analytics/dora?team_id=" + team).expect(200);
        return reads.count() > before;
    }

    /** As another instance would. */
    private static void writeElsewhere(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
