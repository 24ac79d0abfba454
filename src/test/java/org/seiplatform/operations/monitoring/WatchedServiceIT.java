package org.seiplatform.operations.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Rules and dashboards ask for what the running service and its exporters really say, and the guide's alerts fire when it is ill. */
class WatchedServiceIT {

    private static final int HELD_UP = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** What has no data while all is well, and why that is right. */
    private static final Map<String, String> WITHOUT_DATA =
            Map.of("ALERTS{alertstate=\"firing\", alertname!=\"Watchdog\"}", "nothing is wrong");

    @AutoClose
    private static WatchedPlatform platform;

    private static Activity activity;

    @BeforeAll
    static void start() throws SQLException {
        platform = WatchedPlatform.start();
        activity = Activity.on(platform);
        activity.deliver();
        activity.sendNonsense();
        activity.spoilAWebhook();
        activity.failSomeRequests();
        activity.warmUp();
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
                        .replace(
                                "${organization:sqlstring}",
                                "'" + activity.tenant().slug() + "'");
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
    void whatTheServiceLogsIsParsedByThePipelineAndFitsTheIndex() {
        LogPipeline pipeline = new LogPipeline();
        String file = "/var/log/containers/api-service-blue-5c9d8b7f4-2xkqz_sei-platform_api-service-%s.log"
                .formatted("0a".repeat(32));
        List<JsonNode> events = platform.service()
                .output()
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(line -> pipeline.event(file, line))
                .toList();

        assertThat(events.size()).isGreaterThan(300);
        assertThat(events.stream()
                        .flatMap(event -> pipeline.misfits(event).stream())
                        .distinct())
                .isEmpty();
        assertThat(events.stream()
                        .map(event -> event.path("kubernetes").toString())
                        .distinct())
                .containsExactly("""
                        {"namespace":"sei-platform","pod":"api-service-blue-5c9d8b7f4-2xkqz","container":"api-service"}""");
        assertThat(events)
                .anyMatch(event -> event.path("status").asInt() == 200
                        && event.path("duration_ms").isNumber())
                .anyMatch(event -> event.path("level").asString().equals("ERROR") && event.has("stack_trace"));
        assertThat(pipeline.event(
                                "/var/log/containers/redis-0_sei-platform_redis-%s.log".formatted("0".repeat(64)),
                                "* Ready")
                        .path("message")
                        .asString())
                .isEqualTo("* Ready");
        JsonNode foreign = pipeline.event(
                "/var/log/containers/elasticsearch-0_sei-platform_elasticsearch-%s.log".formatted("0".repeat(64)), """
                        {"message": "started", "service": {"name": "ES_ECS"}}""");
        assertThat(foreign.has("service")).isFalse();
        assertThat(pipeline.misfits(foreign)).isEmpty();
        assertThat(pipeline.isFor("sei-platform-logs-default", "sei_platform_logs"))
                .isTrue();
    }

    @Test
    void highErrorRateFiresWhenRequestsFail() throws SQLException {
        fires("HighErrorRate", activity::failSomeRequests);
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
        // As many as may have a connection: others would be turned away at once.
        try (ExecutorService callers = Executors.newFixedThreadPool(HELD_UP)) {
            fires("APILatencyHigh", () -> {
                try (Connection connection = platform.database().connect();
                        Statement statement = connection.createStatement()) {
                    connection.setAutoCommit(false);
                    statement.execute("lock table teams in access exclusive mode");
                    for (int i = 0; i < HELD_UP; i++) {
                        callers.execute(() -> activity.tenant().viewer().get("/api/v1/teams"));
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
                .replace("$organization", activity.tenant().slug())
                .replace("$job", "api-service")
                .replaceAll("\\$(?:instance|namespace|team)", ".*");
    }
}
