package org.seiplatform.operations.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Session;
import org.seiplatform.testing.Tenant;

/** Rules and dashboards ask for what the running service and its exporters really say, and the guide's alerts fire when it is ill. */
class WatchedServiceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** What has no data while all is well, and why that is right. */
    private static final Map<String, String> WITHOUT_DATA =
            Map.of("ALERTS{alertstate=\"firing\", alertname!=\"Watchdog\"}", "nothing is wrong");

    @AutoClose
    private static WatchedPlatform platform;

    private static Tenant tenant;

    @BeforeAll
    static void start() throws SQLException {
        platform = WatchedPlatform.start();
        tenant = platform.service().api().tenant();
        deliver();
        send(
                "refused",
                tenant.ingest().post("/api/v1/events/deployments", Map.of("external_id", "no repository")),
                422);
        spoilAWebhook();
        failSomeRequests();
        // the first requests of a new service are slow, and are few among these
        for (int i = 0; i < 300; i++) {
            tenant.viewer().get("/api/v1/teams").expect(200);
        }
    }

    @Test
    void everyRuleAsksForWhatThereIs() {
        Map<String, String> selectors = new LinkedHashMap<>();
        for (Rule rule : MonitoringFiles.rules()) {
            Selectors.of(rule.expression()).forEach(selector -> selectors.put(selector, rule.name()));
        }
        assertThat(selectors).hasSizeGreaterThan(60);

        awaitData(() -> {
            Map<String, String> missing = new TreeMap<>();
            selectors.forEach((selector, rule) -> {
                if (platform.prometheus().query(selector).isEmpty()) {
                    missing.put(selector, rule);
                }
            });
            return missing;
        });
    }

    @Test
    void everyRuleCanBeEvaluatedAndEveryTargetScraped() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(platform.prometheus().query("up == 1")).hasSizeGreaterThan(12);
            assertThat(platform.prometheus().complaints()).isEmpty();
        });
    }

    @Test
    void everyQueryOfEveryPanelReturnsData() {
        List<Dashboard.Query> queries = Dashboard.all().stream()
                .flatMap(Dashboard::queries)
                .filter(query -> query.dataSource().equals("prometheus"))
                .toList();
        assertThat(queries).hasSizeGreaterThan(120);

        awaitData(() -> {
            Map<String, String> missing = new TreeMap<>();
            for (Dashboard.Query query : queries) {
                String expression = filledIn(query.target().path("expr").asString());
                if (platform.prometheus().query(expression).isEmpty()) {
                    missing.put(query.place(), expression);
                }
            }
            return missing;
        });
    }

    @Test
    void everyVariableOffersSomething() {
        Pattern labelValues = Pattern.compile("label_values\\((.*), (\\w+)\\)");
        awaitData(() -> {
            Map<String, String> missing = new TreeMap<>();
            for (Dashboard dashboard : Dashboard.all()) {
                dashboard
                        .variables()
                        .map(variable -> filledIn(variable.path("definition").asString("")))
                        .flatMap(definition -> labelValues.matcher(definition).results())
                        .filter(match -> platform.prometheus()
                                .labelValues(match.group(2), match.group(1))
                                .isEmpty())
                        .forEach(match -> missing.put(dashboard.file(), match.group()));
            }
            return missing;
        });
    }

    @Test
    void everyQueryOfTheDatabaseReturnsRows() throws SQLException {
        List<String> queries = new ArrayList<>();
        for (Dashboard dashboard : Dashboard.all()) {
            dashboard
                    .queries()
                    .filter(query -> query.dataSource().equals("sei-postgresql"))
                    .forEach(query -> queries.add(query.target().path("rawSql").asString()));
            dashboard
                    .variables()
                    .filter(variable ->
                            variable.at("/datasource/uid").asString("").equals("sei-postgresql"))
                    .forEach(variable -> queries.add(variable.path("query").asString()));
        }
        assertThat(queries).hasSizeGreaterThan(5);

        try (Connection connection = platform.database().connect();
                Statement statement = connection.createStatement()) {
            for (String query : queries) {
                String sql = query.replaceAll(
                                "\\$__timeFilter\\(([^)]+)\\)", "$1 between now() - interval '90 days' and now()")
                        .replace("${organization:sqlstring}", "'" + tenant.slug() + "'");
                assertThat(sql).doesNotContain("$");
                try (ResultSet rows = statement.executeQuery(sql)) {
                    assertThat(rows.next()).as(sql).isTrue();
                }
            }
        }
    }

    @Test
    void theQueriesInRunbooksCanBeAsked() throws SQLException {
        Pattern blocks = Pattern.compile("```promql\\n(.*?)```", Pattern.DOTALL);
        Pattern statements = Pattern.compile("psql -X sei_platform -c \\\\?\"(.*?)\\\\?\"\\n");
        try (Connection connection = platform.database().connect();
                Statement statement = connection.createStatement()) {
            for (var file : MonitoringFiles.in(MonitoringFiles.RUNBOOKS, ".md")) {
                String text = MonitoringFiles.read(file);
                blocks.matcher(text)
                        .results()
                        .flatMap(block -> block.group(1).lines())
                        .forEach(line -> assertThat(platform.prometheus().query(line))
                                .as(line)
                                .isNotNull());
                for (String sql : statements
                        .matcher(text)
                        .results()
                        .map(match -> match.group(1))
                        .toList()) {
                    // an extension that the database of the tests is without
                    if (!sql.contains("pg_stat_statements")) {
                        statement.execute("explain " + sql);
                    }
                }
            }
        }
    }

    @Test
    void highErrorRateFiresWhenRequestsFail() throws SQLException {
        fires("HighErrorRate", WatchedServiceIT::failSomeRequests);
    }

    @Test
    void highMemoryUsageFiresWhenTheServiceNearsItsLimit() throws SQLException {
        fires("HighMemoryUsage", () -> platform.limitMemory(platform.residentMemory() * 100 / 95));
    }

    @Test
    void databaseConnectionPoolExhaustedFiresWhenTheServersConnectionsAreTaken() throws SQLException {
        List<Connection> taken = new ArrayList<>();
        try (Connection watching = platform.database().connect();
                Statement statement = watching.createStatement();
                ResultSet figures = statement.executeQuery("""
                        select ceil(0.85 * current_setting('max_connections')::int) - count(*) from pg_stat_activity
                        """)) {
            figures.next();
            int missing = figures.getInt(1);
            fires("DatabaseConnectionPoolExhausted", () -> {
                while (taken.size() < missing) {
                    taken.add(platform.database().connect());
                }
            });
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
    }

    @Test
    void apiLatencyHighFiresWhenTheDatabaseHoldsRequestsUp() throws SQLException {
        try (ExecutorService callers = Executors.newFixedThreadPool(20)) {
            fires("APILatencyHigh", () -> {
                try (Connection connection = platform.database().connect();
                        Statement statement = connection.createStatement()) {
                    connection.setAutoCommit(false);
                    statement.execute("lock table teams in access exclusive mode");
                    for (int i = 0; i < 20; i++) {
                        callers.execute(() -> tenant.viewer().get("/api/v1/teams"));
                    }
                    statement.execute("select pg_sleep(1.5)");
                    connection.rollback();
                }
            });
            callers.shutdown();
        }
    }

    /** What makes the platform ill, again and again if need be. */
    private interface Illness {
        void inflict() throws SQLException;
    }

    private static void fires(String alert, Illness illness) throws SQLException {
        await().atMost(PATIENCE).until(() -> !platform.prometheus().firing().contains(alert));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Set<String> firing = Set.of();
        while (!firing.contains(alert) && System.nanoTime() < deadline) {
            illness.inflict();
            firing = platform.prometheus().firing();
        }
        assertThat(firing).contains(alert);
    }

    private static void awaitData(Supplier<Map<String, String>> missing) {
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(3)).untilAsserted(() -> {
            Map<String, String> unexpected = missing.get();
            unexpected.keySet().removeAll(WITHOUT_DATA.keySet());
            assertThat(unexpected).isEmpty();
        });
    }

    private static String filledIn(String expression) {
        return expression
                .replace("$__rate_interval", "1m")
                .replace("$organization", tenant.slug())
                .replace("$job", "api-service")
                .replaceAll("\\$(?:instance|namespace|team)", ".*");
    }

    /** Three deployments of one team: the first, one that fails, and the hotfix that mends it; and an incident. */
    private static void deliver() {
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

    private static void spoilAWebhook() {
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
    private static void failSomeRequests() throws SQLException {
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
