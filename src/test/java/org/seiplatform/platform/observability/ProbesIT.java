package org.seiplatform.platform.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Edition;
import org.seiplatform.testing.PackagedService;
import org.seiplatform.testing.Scrape;
import org.seiplatform.testing.Session;
import org.seiplatform.testing.TestDatabase;
import org.seiplatform.testing.TestDatabases;
import org.seiplatform.testing.TestRedis;

/** What the probes say of a service that lacks what it needs. */
class ProbesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final TestDatabase database = TestDatabases.create(Edition.PLAIN);

    @Test
    void withoutItsDatabaseItLivesButIsNotReadyAndIsReadyAgainByItself() throws SQLException {
        try (TestRedis redis = TestRedis.start();
                PackagedService service = PackagedService.on(database)
                        .with("spring.data.redis.url", redis.url())
                        .start()) {
            Session viewer = service.api().tenant().viewer();
            viewer.get("/api/v1/teams").expect(200);

            redis.kill();
            assertThat(probe(service, "readiness")).as("without Redis").isEqualTo(200);

            allowConnections(false);
            await().atMost(PATIENCE).until(() -> probe(service, "readiness") == 503);
            assertThat(probe(service, "liveness")).isEqualTo(200);
            assertThat(probe(service, "startup")).isEqualTo(200);
            assertThat(Scrape.of(service.api()).value("http_requests_total", Map.of()))
                    .as("a scrape needs no database")
                    .isPresent();
            Answer refused = viewer.get("/api/v1/teams").expectProblem(503, "unavailable");
            assertThat(refused.header("Retry-After")).isPresent();
            assertThat(service.output()).contains(refused.text("/error_id"));

            allowConnections(true);
            await().atMost(PATIENCE).until(() -> probe(service, "readiness") == 200);
            await().atMost(PATIENCE).until(() -> viewer.get("/api/v1/teams").status() == 200);
        }
    }

    private static int probe(PackagedService service, String name) {
        return service.api().management().get("/actuator/health/" + name).status();
    }

    /** Nobody can come to a database that allows no connections, and who is there is sent away. */
    private void allowConnections(boolean allowed) throws SQLException {
        String name = database.url().replaceAll(".*/([^/?]+)(\\?.*)?", "$1");
        TestDatabase maintenance = new TestDatabase(
                database.edition(),
                database.url().replace("/" + name, "/postgres"),
                database.username(),
                database.password());
        try (Connection connection = maintenance.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("alter database \"" + name + "\" with allow_connections " + allowed);
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
        }
    }
}
