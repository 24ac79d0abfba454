package org.seiplatform.operations.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What each alert must have beside its expression. */
class AlertCoverageTests {

    private static final Set<String> SEVERITIES = Set.of("critical", "warning");
    private static final Set<String> COMPONENTS =
            Set.of("api", "backup", "cache", "database", "ingest", "monitoring", "platform", "redis");

    /** Fires always, so that its absence shows that nothing can be heard. */
    private static final String WATCHDOG = "Watchdog";

    private static final List<JsonNode> CASES = MonitoringFiles.in(MonitoringFiles.RULE_TESTS, ".yml").stream()
            .flatMap(file -> MonitoringFiles.yaml(file).path("tests").valueStream())
            .flatMap(test -> test.path("alert_rule_test").valueStream())
            .toList();

    @ParameterizedTest
    @MethodSource("alerts")
    void anAlertSaysHowBadItIsWhatItIsAboutAndWhatToRead(Rule alert) {
        assertThat(alert.name().equals(WATCHDOG) ? "critical" : alert.severity())
                .isIn(SEVERITIES);
        assertThat(alert.component()).isIn(COMPONENTS);
        assertThat(alert.summary()).isNotBlank().doesNotContain("{{");
        assertThat(alert.description()).isNotBlank();
        assertThat(alert.runbook()).isEqualTo("docs/runbooks/" + alert.name() + ".md");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void anAlertIsTestedWhereItFiresAndWhereItIsSilent(Rule alert) {
        List<JsonNode> cases = CASES.stream()
                .filter(test -> test.path("alertname").asString().equals(alert.name()))
                .toList();

        assertThat(cases)
                .as("cases that fire")
                .anyMatch(test -> !test.path("exp_alerts").isEmpty());
        if (!alert.name().equals(WATCHDOG)) {
            assertThat(cases)
                    .as("cases that are silent")
                    .anyMatch(test -> test.path("exp_alerts").isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void anAlertHasARunbook(Rule alert) {
        String text = MonitoringFiles.read(Path.of(alert.runbook()));

        assertThat(text).startsWith("# " + alert.name() + "\n");
        assertThat(Pattern.compile("(?m)^## (.+)$").matcher(text).results().map(match -> match.group(1)))
                .containsExactly("Meaning", "Impact", "Diagnosis", "Mitigation");
        for (String section : text.split("(?m)^## ")) {
            assertThat(section.lines().skip(1).collect(Collectors.joining()))
                    .as(section.lines().findFirst().orElse(""))
                    .matches(content -> section.startsWith("# ") || content.length() > 4, "says something");
        }
        assertThat(text.substring(text.indexOf("## Diagnosis"), text.indexOf("## Mitigation")))
                .contains("```");
    }

    @Test
    void everyRunbookIsOfAnAlertOrListedApart() {
        String index = MonitoringFiles.read(MonitoringFiles.RUNBOOKS.resolve("README.md"));
        Set<String> alerts = MonitoringFiles.alerts().stream().map(Rule::name).collect(Collectors.toSet());
        Set<String> strangers = new TreeSet<>();
        for (Path file : MonitoringFiles.in(MonitoringFiles.RUNBOOKS, ".md")) {
            String name = file.getFileName().toString().replace(".md", "");
            if (!alerts.contains(name) && !index.contains("(" + name + ".md)") && !name.equals("README")) {
                strangers.add(name);
            }
        }
        assertThat(strangers).isEmpty();
        for (Rule alert : MonitoringFiles.alerts()) {
            assertThat(index)
                    .contains("| [%1$s](%1$s.md) | %2$s | %3$s |"
                            .formatted(alert.name(), alert.severity(), alert.summary()));
        }
    }

    @Test
    void linksBetweenRunbooksAndToFilesLeadSomewhere() {
        Pattern link = Pattern.compile("\\]\\(([A-Za-z./-]+\\.md)\\)");
        for (Path file : MonitoringFiles.in(MonitoringFiles.RUNBOOKS, ".md")) {
            assertThat(link.matcher(MonitoringFiles.read(file)).results().map(match -> match.group(1)))
                    .as(file.toString())
                    .allMatch(target -> Files.exists(MonitoringFiles.RUNBOOKS.resolve(target)));
        }
    }

    @Test
    void namesOfAlertsAreUnique() {
        assertThat(MonitoringFiles.rules().stream().map(Rule::name)).doesNotHaveDuplicates();
    }

    @Test
    void theGuidesAlertsKeepTheirSeveritiesAndDurations() {
        Map<String, String> guide = Map.of(
                "HighErrorRate", "critical 5m",
                "HighMemoryUsage", "warning 5m",
                "DatabaseConnectionPoolExhausted", "critical 2m",
                "APILatencyHigh", "warning 10m");

        assertThat(MonitoringFiles.alerts().stream()
                        .filter(alert -> guide.containsKey(alert.name()))
                        .collect(Collectors.toMap(Rule::name, alert -> alert.severity() + " " + alert.duration())))
                .isEqualTo(guide);
    }

    @Test
    void everyFileOfRulesReachesTheCluster() {
        JsonNode kustomization = MonitoringFiles.yaml(MonitoringFiles.PROMETHEUS.resolve("kustomization.yaml"));
        assertThat(kustomization
                        .path("configMapGenerator")
                        .valueStream()
                        .filter(map -> map.path("name").asString().equals("prometheus-rules"))
                        .flatMap(map -> map.path("files").valueStream())
                        .map(JsonNode::asString))
                .containsExactlyElementsOf(MonitoringFiles.in(MonitoringFiles.RULES, ".yml").stream()
                        .map(file -> "rules/" + file.getFileName())
                        .toList());
    }

    @Test
    void inhibitionsNameAlertsThatThereAre() {
        JsonNode alertmanager = MonitoringFiles.yaml(MonitoringFiles.PROMETHEUS.resolve("alertmanager.yml"));
        List<String> patterns = alertmanager
                .path("inhibit_rules")
                .valueStream()
                .flatMap(rule -> Stream.concat(
                        rule.path("source_matchers").valueStream(),
                        rule.path("target_matchers").valueStream()))
                .map(JsonNode::asString)
                .filter(matcher -> matcher.startsWith("alertname"))
                .flatMap(matcher ->
                        Stream.of(matcher.replaceAll("^alertname =~? |\"", "").split("\\|")))
                .toList();

        assertThat(patterns)
                .isNotEmpty()
                .allSatisfy(pattern -> assertThat(MonitoringFiles.alerts())
                        .as(pattern)
                        .anyMatch(alert -> alert.name().matches(pattern)));
    }

    private static List<Rule> alerts() {
        return MonitoringFiles.alerts();
    }
}
