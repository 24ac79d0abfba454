package org.seiplatform.operations.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Session;
import org.seiplatform.testing.Tenant;

/** What an organization does on the watched platform, and what happens to it, so that there is something to see. */
record Activity(WatchedPlatform platform, Tenant tenant) {

    static Activity on(WatchedPlatform platform) {
        return new Activity(platform, platform.service().api().tenant());
    }

    /** Sends what is refused. */
    void sendNonsense() {
        send(
                "nonsense",
                tenant.ingest().post("/api/v1/events/deployments", Map.of("external_id", "no repository")),
                422);
    }

    /** Asks so often that the slow first requests of a new service are few among them. */
    void warmUp() {
        for (int i = 0; i < 300; i++) {
            tenant.viewer().get("/api/v1/teams").expect(200);
        }
    }

    /** Three deployments of one team: the first, one that fails, and the hotfix that mends it; and an incident. */
    void deliver() {
        String repository = tenant.repository("watched").toString();
        UUID team = tenant.team("payments");
        tenant.own(team, UUID.fromString(repository));
        Instant start = Instant.now().minus(Duration.ofDays(4));
        for (int i = 0; i < 3; i++) {
            Instant committed = start.plus(Duration.ofHours(i * 20L));
            Map<String, Object> commit = new LinkedHashMap<>();
            commit.put("repository_id", repository);
            commit.put("sha", sha(i));
            commit.put("parents", i == 0 ? List.of() : List.of(sha(i - 1)));
            commit.put("author", Map.of("name", "Ada", "email", "ada@example.org"));
            commit.put("authored_at", committed.toString());
            commit.put("committed_at", committed.toString());
            commit.put("message", "Change " + i);
            commit.put("lines_added", 10);
            commit.put("lines_deleted", 3);
            send("commit", tenant.ingest().post("/api/v1/events/commits", commit), 200);
        }
        for (int i = 0; i < 3; i++) {
            Instant finished = start.plus(Duration.ofHours(i * 20L + 5));
            send(
                    "deployment",
                    tenant.ingest()
                            .post(
                                    "/api/v1/events/deployments",
                                    Map.of(
                                            "repository_id",
                                            repository,
                                            "external_id",
                                            "d-" + i,
                                            "environment",
                                            "production",
                                            "commit_sha",
                                            sha(i),
                                            "status",
                                            "success",
                                            "kind",
                                            i == 2 ? "hotfix" : "planned",
                                            "started_at",
                                            finished.minusSeconds(60).toString(),
                                            "finished_at",
                                            finished.toString())),
                    200);
        }
        send(
                "incident",
                tenant.ingest()
                        .post(
                                "/api/v1/events/incidents",
                                Map.of(
                                        "external_id",
                                        "i-1",
                                        "repository_id",
                                        repository,
                                        "title",
                                        "Checkout is down",
                                        "severity",
                                        "high",
                                        "opened_at",
                                        start.plus(Duration.ofHours(26)).toString(),
                                        "resolved_at",
                                        start.plus(Duration.ofHours(28)).toString())),
                200);
        tenant.viewer().get("/api/v1/analytics/dora?team_id=" + team).expect(200);
    }

    void spoilAWebhook() {
        Answer integration = tenant.admin()
                .post("/api/v1/integrations", Map.of("provider", "gitlab", "name", "GitLab"))
                .expect(201);
        Session anonymous = platform.service().api().anonymous();
        send(
                "webhook",
                anonymous.send(anonymous
                        .request(URI.create(integration.text("/webhook_url")).getPath())
                        .header("Content-Type", "application/json")
                        .header("X-Gitlab-Event", "Push Hook")
                        .header("X-Gitlab-Token", integration.text("/secret"))
                        .header("Idempotency-Key", "d-1")
                        .POST(HttpRequest.BodyPublishers.ofByteArray("no json".getBytes(StandardCharsets.UTF_8)))),
                202);
    }

    /** Takes a table away for a moment. */
    void failSomeRequests() throws SQLException {
        try (Connection connection = platform.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("alter table teams rename to teams_away");
            try {
                for (int i = 0; i < 3; i++) {
                    assertThat(tenant.viewer().get("/api/v1/teams").status()).isGreaterThanOrEqualTo(500);
                }
            } finally {
                statement.execute("alter table teams_away rename to teams");
            }
        }
    }

    private static void send(String what, Answer answer, int expected) {
        assertThat(answer.status()).as(what + ": " + answer).isEqualTo(expected);
    }

    private static String sha(int number) {
        return "%040x".formatted(number + 1);
    }
}
