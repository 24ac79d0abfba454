package org.seiplatform.operations.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.seiplatform.platform.security.Role;
import org.seiplatform.testing.DebianRoot;
import org.seiplatform.testing.Edition;
import org.seiplatform.testing.PackagedService;
import org.seiplatform.testing.Session;
import org.seiplatform.testing.Tenant;
import org.seiplatform.testing.TestDatabase;
import org.seiplatform.testing.TestDatabases;

/**
 * The release scripts on two running services: green serves on; blue was started after the schema had been migrated by the
 * version to come, as an instance of the previous version is that starts again in the middle of a release.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReleaseIT {

    private final DebianRoot debian = DebianRoot.find();
    private final TestDatabase database = TestDatabases.create(Edition.PLAIN);
    private final PackagedService green = PackagedService.on(database).start();
    private final Tenant tenant = green.api().tenant();
    private final String key = tenant.newKey(Role.MANAGER);
    private final List<Cluster> clusters = new ArrayList<>();
    private PackagedService blue;

    @BeforeAll
    void theNextVersionMigrates() {
        NextVersion.migrate(database);
        blue = PackagedService.on(database).start();
    }

    @AfterAll
    void end() {
        clusters.forEach(Cluster::close);
        blue.close();
        green.close();
    }

    @Test
    void thePreviousVersionWritesAndAnswersOnTheSchemaOfTheNext() throws SQLException {
        assertThat(NextVersion.relations(database)).contains("commits", "deployments", "daily_commits");
        assertThat(blue.output()).contains("A newer version has migrated the schema");
        for (PackagedService service : List.of(green, blue)) {
            Tenant other = service.api().tenant();
            Session admin = other.as(Role.ADMIN);
            admin.post("/api/v1/repositories", Map.of("name", "shop", "provider", "github", "provider_id", "1"))
                    .expect(201);
            String sha = "a".repeat(40);
            Map<String, ?> repository = Map.of("provider", "github", "provider_id", "1");
            admin.post(
                            "/api/v1/events/commits",
                            List.of(Map.of(
                                    "repository",
                                    repository,
                                    "sha",
                                    sha,
                                    "parents",
                                    List.of(),
                                    "author",
                                    Map.of("name", "A", "email", "a@example.com"),
                                    "authored_at",
                                    "2026-03-01T10:00:00Z",
                                    "committed_at",
                                    "2026-03-01T10:00:00Z")))
                    .expect(200);
            admin.post(
                            "/api/v1/events/deployments",
                            List.of(
                                    deployment(repository, "1", "b".repeat(40), "2026-03-01T09:00:00Z"),
                                    deployment(repository, "2", sha, "2026-03-01T12:00:00Z")))
                    .expect(200);
            assertThat(admin.get(
                                    "/api/v1/analytics/dora?organization_id=%s&start=2026-03-01T00:00:00Z&end=2026-03-31T00:00:00Z"
                                            .formatted(other.id()))
                            .expect(200)
                            .json("/deployment_frequency/count")
                            .asInt())
                    .isEqualTo(2);
        }
    }

    private static Map<String, ?> deployment(Map<String, ?> repository, String id, String sha, String at) {
        return Map.of(
                "repository",
                repository,
                "external_id",
                id,
                "environment",
                "production",
                "commit_sha",
                sha,
                "status",
                "success",
                "started_at",
                at,
                "finished_at",
                at);
    }

    @Test
    void aServiceThatWorksPassesTheSmokeTest() {
        DebianRoot.Result result = script(
                        "smoke-test.sh", "--strict", "--management", url(blue.managementPort()), url(blue.port()))
                .with("SEI_SMOKE_TEST_KEY", key)
                .run();

        assertThat(result.output())
                .contains("PASS  and is read back", " 0 failed, 0 skipped")
                .doesNotContain("FAIL");
        assertThat(result.succeeded().output()).doesNotContain(key);
        assertThat(tenant.viewer().get("/api/v1/teams").json("/items")).isEmpty();
    }

    @Test
    void theSmokeTestShowsTheAddressThatTheServiceSeesAndFailsWhenItIsAnother() {
        assertThat(script("smoke-test.sh", "--address", "127.0.0.1", url(blue.port()))
                        .run()
                        .succeeded()
                        .output())
                .contains("SEEN  the service sees this machine as 127.0.0.1", "PASS  the service sees the address");
        DebianRoot.Result hidden = script("smoke-test.sh", "--address", "203.0.113.7", url(blue.port()))
                .run();
        assertThat(hidden.exit()).isEqualTo(1);
        assertThat(hidden.output())
                .contains("FAIL  the service sees the address", "'127.0.0.1' instead of '203.0.113.7'");
    }

    @Test
    void withoutAKeyWhatCouldNotBeTestedIsSaidAndFailsWhereItIsRequired() {
        assertThat(script("smoke-test.sh", url(blue.port())).run().succeeded().output())
                .contains(
                        "SKIP  a team is written and read back: SEI_SMOKE_TEST_KEY holds no key",
                        "0 failed, 3 skipped");
        assertThat(script("smoke-test.sh", "--strict", url(blue.port())).run().exit())
                .isEqualTo(1);
    }

    @Test
    void whatDoesNotAnswerFailsTheSmokeTest() {
        DebianRoot.Result result = script("smoke-test.sh", "http://127.0.0.1:1").run();

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.output()).contains("FAIL  a caller without a key is refused: '000 '");
    }

    @Test
    void trafficGoesToTheOtherColourAfterItsTestAndBack() throws IOException {
        Cluster cluster = cluster("green", key).deploy("green", 6, green).deploy("blue", 6, blue);

        assertThat(script(cluster, "switch-traffic.sh", "blue")
                        .run()
                        .succeeded()
                        .output())
                .contains("blue serves");
        assertThat(cluster.serving()).isEqualTo("blue");
        assertThat(cluster.calls().indexOf("port-forward deployment.apps/api-service-blue :8080 :8081"))
                .as("tested first")
                .isNotNegative()
                .isLessThan(
                        cluster.calls()
                                .indexOf(
                                        "patch service api-service --patch {\"spec\":{\"selector\":{\"version\":\"blue\",\"sei-platform.io/release\":null}}}"));
        assertThat(script(cluster, "switch-traffic.sh", "blue")
                        .run()
                        .succeeded()
                        .output())
                .contains("blue serves already");

        assertThat(script(cluster, "rollback.sh").run("n\n").exit()).isEqualTo(1);
        assertThat(cluster.serving()).isEqualTo("blue");
        assertThat(script(cluster, "rollback.sh", "--yes").run().succeeded().output())
                .contains("green serves");
        assertThat(cluster.serving()).isEqualTo("green");
    }

    @Test
    void aColourThatIsNotReadyOrFailsItsTestGetsNoTraffic() throws IOException {
        Cluster broken = cluster("green", key).deploy("green", 6, green).deploy("blue", 6, blue);
        broken.breakDown("blue");
        assertThat(script(broken, "switch-traffic.sh", "blue").run().output()).contains("blue is not ready");
        assertThat(broken.serving()).isEqualTo("green");

        Cluster failing = cluster("green", "sei_gone_00000000000000000000000000000000")
                .deploy("green", 6, green)
                .deploy("blue", 6, blue);
        assertThat(script(failing, "switch-traffic.sh", "blue").run().output())
                .contains("FAIL  a team can be written", "blue failed the smoke test; green goes on serving");
        assertThat(failing.serving()).isEqualTo("green");

        Cluster starting = cluster("green", key).deploy("green", 24, green).deploy("blue", 1, blue);
        starting.autoscale("blue", 10);
        script(starting, "switch-traffic.sh", "blue").run().succeeded();
        assertThat(starting.calls())
                .containsSubsequence(
                        "wait horizontalpodautoscaler.autoscaling/api-service-hpa-blue --for condition=AbleToScale --timeout 300s",
                        "rollout status deployment.apps/api-service-blue --timeout 300s");
        assertThat(starting.replicas("blue")).isEqualTo(10);

        Cluster missing = cluster("green", key).deploy("green", 6, green);
        assertThat(script(missing, "switch-traffic.sh", "blue").run().exit()).isEqualTo(1);
        assertThat(missing.serving()).isEqualTo("green");
    }

    @Test
    void theCanaryTakesThePartOfTheReplicasThatItIsGiven() throws IOException {
        Cluster cluster = cluster("", key).scale("stable", 10).scale("canary", 0);

        assertThat(script(cluster, "canary.sh", "10").run().succeeded().output())
                .contains("canary 1 of 10 replicas, 10 percent of the traffic");
        assertThat(List.of(cluster.replicas("stable"), cluster.replicas("canary")))
                .containsExactly(9, 1);
        assertThat(cluster.calls().indexOf("scale deployment.apps/api-service-canary --replicas 1"))
                .as("the canary is there before a stable replica goes")
                .isLessThan(cluster.calls().indexOf("scale deployment.apps/api-service-stable --replicas 9"));
        script(cluster, "canary.sh", "50").run().succeeded();
        assertThat(List.of(cluster.replicas("stable"), cluster.replicas("canary")))
                .containsExactly(5, 5);
        script(cluster, "canary.sh", "--total", "30", "1").run().succeeded();
        assertThat(List.of(cluster.replicas("stable"), cluster.replicas("canary")))
                .containsExactly(29, 1);
        script(cluster, "rollback.sh", "canary").run().succeeded();
        assertThat(List.of(cluster.replicas("stable"), cluster.replicas("canary")))
                .containsExactly(30, 0);
    }

    @Test
    void anIllCanaryIsGoneBeforeTheStableVersionNeedsRoomUnlessNothingElseServes() throws IOException {
        Cluster full = cluster("", key).scale("stable", 9).scale("canary", 1);
        full.breakDown("canary");
        full.breakDown("stable");

        assertThat(script(full, "rollback.sh", "canary").run().exit()).isEqualTo(1);
        assertThat(full.replicas("canary")).isZero();

        Cluster promoted = cluster("", key).scale("stable", 0).scale("canary", 10);
        script(promoted, "rollback.sh", "canary").run().succeeded();
        assertThat(promoted.calls())
                .containsSubsequence(
                        "scale deployment.apps/api-service-stable --replicas 10",
                        "scale deployment.apps/api-service-canary --replicas 0");
    }

    private Cluster cluster(String serving, String smokeTestKey) throws IOException {
        Cluster cluster = new Cluster(serving, smokeTestKey);
        clusters.add(cluster);
        return cluster;
    }

    private DebianRoot.Command script(Cluster cluster, String name, String... arguments) {
        return script(name, arguments).with("PATH", cluster.path());
    }

    private DebianRoot.Command script(String name, String... arguments) {
        String[] words = new String[arguments.length + 1];
        words[0] = "/mnt/scripts/" + name;
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        return debian.command(words);
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port;
    }
}
