package org.seiplatform.operations.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seiplatform.operations.monitoring.MonitoringProgram.Result;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who hears of an alert, by Alertmanager's own tool and by a real Alertmanager with the shipped configuration. */
class RoutingIT {

    private static final Path CONFIGURATION = MonitoringFiles.PROMETHEUS.resolve("alertmanager.yml");

    @TempDir
    private Path directory;

    private final Queue<String> delivered = new ConcurrentLinkedQueue<>();
    private HttpServer receivers;

    @BeforeEach
    void startReceivers() throws IOException {
        receivers = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receivers.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            delivered.add(exchange.getRequestURI().getPath() + " " + body);
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        receivers.start();
    }

    @AfterEach
    void stopReceivers() {
        receivers.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alertmanager.yml", "alertmanager-compose.yml"})
    void theConfigurationIsValid(String name) throws IOException {
        Path templates = Files.createDirectories(directory.resolve("templates"));
        Files.copy(MonitoringFiles.PROMETHEUS.resolve("templates/sei.tmpl"), templates.resolve("sei.tmpl"));
        Path file = Files.writeString(
                directory.resolve(name),
                MonitoringFiles.read(MonitoringFiles.PROMETHEUS.resolve(name))
                        .replace("/etc/alertmanager", directory.toString()));

        Result result = MonitoringProgram.run("amtool", "check-config", file.toString());

        assertThat(result.exit()).as(result.output()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HighErrorRate                   | critical | api        | on-call,team-channel",
                "DatabaseConnectionPoolExhausted | critical | database   | on-call,database-channel",
                "BackupTooOld                    | critical | backup     | on-call,database-channel",
                "AlertsNotDelivered              | critical | monitoring | on-call,team-channel",
                "APILatencyHigh                  | warning  | api        | team-channel",
                "HighMemoryUsage                 | warning  | platform   | team-channel",
                "ReplicationLagHigh              | warning  | database   | database-channel",
                "Watchdog                        | none     | monitoring | dead-mans-switch",
            })
    void anAlertGoesToWhomItConcerns(String alert, String severity, String component, String expected) {
        Result result = MonitoringProgram.run(
                "amtool",
                "config",
                "routes",
                "test",
                "--config.file=" + CONFIGURATION,
                "--verify.receivers=" + expected,
                "alertname=" + alert,
                "severity=" + severity,
                "component=" + component);

        assertThat(result.exit()).as(result.output()).isZero();
    }

    @Test
    void everyAlertThatIsCriticalCallsSomeoneAndNoOtherDoes() {
        for (Rule alert : MonitoringFiles.alerts()) {
            Result result = MonitoringProgram.run(
                    "amtool",
                    "config",
                    "routes",
                    "test",
                    "--config.file=" + CONFIGURATION,
                    "alertname=" + alert.name(),
                    "severity=" + alert.severity(),
                    "component=" + alert.component());

            assertThat(result.output().contains("on-call"))
                    .as(alert.name())
                    .isEqualTo(alert.severity().equals("critical"));
        }
    }

    @Test
    void theOneOnDutyIsCalledWithTheRunbookAndHearsNothingOfWhatFollowsFromIt() throws IOException {
        try (MonitoringProgram alertmanager = startAlertmanager()) {
            Map<String, String> cause = Map.of(
                    "alertname",
                    "DatabaseDown",
                    "namespace",
                    "sei-platform",
                    "severity",
                    "critical",
                    "component",
                    "database");
            Map<String, String> symptom = Map.of(
                    "alertname",
                    "HighErrorRate",
                    "namespace",
                    "sei-platform",
                    "severity",
                    "critical",
                    "component",
                    "api");
            Map<String, String> another = Map.of(
                    "alertname",
                    "DiskAlmostFull",
                    "namespace",
                    "sei-platform",
                    "severity",
                    "critical",
                    "component",
                    "platform");

            alertmanager.post("/api/v2/alerts", alerts(List.of(cause)));
            alertmanager.post("/api/v2/alerts", alerts(List.of(symptom, another)));

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(delivered)
                            .as(alertmanager.output())
                            .anyMatch(call -> call.startsWith("/pagerduty") && call.contains("DatabaseDown"))
                            .anyMatch(call -> call.startsWith("/pagerduty") && call.contains("DiskAlmostFull"))
                            .anyMatch(call ->
                                    call.startsWith("/slack") && call.contains("docs/runbooks/DatabaseDown.md")));
            assertThat(delivered)
                    .anyMatch(call -> call.contains("docs/runbooks/DatabaseDown.md") && call.startsWith("/pagerduty"))
                    .noneMatch(call -> call.contains("HighErrorRate"));
            assertThat(JsonMapper.shared()
                            .readTree(alertmanager.get("/api/v2/alerts?inhibited=true&active=false"))
                            .valueStream()
                            .map(alert -> alert.at("/labels/alertname").asString()))
                    .containsExactly("HighErrorRate");
        }
    }

    /** With the labels that the tests of the rules find. */
    @Test
    void whatFollowsFromSomethingThatIsGoneIsNotSaid() throws IOException {
        try (MonitoringProgram alertmanager = startAlertmanager()) {
            alertmanager.post(
                    "/api/v2/alerts",
                    alerts(List.of(
                            labels("DatabaseDown fires: every server is gone"),
                            labels("RedisDown fires: its pod is gone"),
                            labels("ApiServiceDown fires"),
                            labels("HighErrorRate fires"),
                            labels("RateLimitsNotShared fires"),
                            labels("MetricsMissing fires"))));

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(JsonMapper.shared()
                                    .readTree(alertmanager.get("/api/v2/alerts?inhibited=true&active=false"))
                                    .valueStream()
                                    .map(alert -> alert.at("/labels/alertname").asString()))
                            .containsExactlyInAnyOrder("HighErrorRate", "RateLimitsNotShared", "MetricsMissing"));
        }
    }

    @Test
    void theWatchdogGoesOutsideAndToNobodyElse() throws IOException {
        try (MonitoringProgram alertmanager = startAlertmanager()) {
            alertmanager.post(
                    "/api/v2/alerts",
                    alerts(List.of(Map.of("alertname", "Watchdog", "severity", "none", "component", "monitoring"))));

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(delivered).anyMatch(call -> call.startsWith("/watchdog")));
            assertThat(delivered).allMatch(call -> call.startsWith("/watchdog"));
        }
    }

    /** Waits for a second before it tells, and tells receivers of this test instead of those outside. */
    private MonitoringProgram startAlertmanager() throws IOException {
        String outside = "http://127.0.0.1:" + receivers.getAddress().getPort();
        Path secrets = Files.createDirectories(directory.resolve("secrets"));
        Files.writeString(secrets.resolve("pagerduty-routing-key"), "0123456789abcdef0123456789abcdef");
        Files.writeString(secrets.resolve("slack-url"), outside + "/slack");
        Files.writeString(secrets.resolve("dead-mans-switch-url"), outside + "/watchdog");
        Path templates = Files.createDirectories(directory.resolve("templates"));
        Files.copy(MonitoringFiles.PROMETHEUS.resolve("templates/sei.tmpl"), templates.resolve("sei.tmpl"));
        Path file = Files.writeString(
                directory.resolve("alertmanager.yml"),
                MonitoringFiles.read(CONFIGURATION)
                        .replace("/etc/alertmanager", directory.toString())
                        .replaceAll("group_wait: \\d+s", "group_wait: 1s")
                        .replace(
                                "resolve_timeout: 5m",
                                "resolve_timeout: 5m\n  pagerduty_url: " + outside + "/pagerduty"));
        return MonitoringProgram.start(
                "prometheus-alertmanager",
                Map.of(),
                "/-/ready",
                "--config.file=" + file,
                "--storage.path={directory}/data",
                "--cluster.listen-address=",
                "--web.listen-address=127.0.0.1:{port}");
    }

    /** What an alert has in the case of a test of the rules whose name begins like this. */
    private static Map<String, String> labels(String test) {
        JsonNode expected = MonitoringFiles.in(MonitoringFiles.RULE_TESTS, ".yml").stream()
                .flatMap(file -> MonitoringFiles.yaml(file).path("tests").valueStream())
                .filter(candidate -> candidate.path("name").asString().startsWith(test))
                .findFirst()
                .orElseThrow()
                .at("/alert_rule_test/0");
        Map<String, String> labels = new HashMap<>();
        labels.put("alertname", expected.path("alertname").asString());
        expected.at("/exp_alerts/0/exp_labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString()));
        return labels;
    }

    private static String alerts(List<Map<String, String>> alerts) {
        return JsonMapper.shared()
                .writeValueAsString(alerts.stream()
                        .map(labels -> Map.of(
                                "labels",
                                labels,
                                "annotations",
                                Map.of(
                                        "summary", "It is so",
                                        "description", "For " + labels.get("alertname"),
                                        "runbook_url", "docs/runbooks/" + labels.get("alertname") + ".md")))
                        .toList());
    }
}
