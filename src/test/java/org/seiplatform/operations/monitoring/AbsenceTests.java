package org.seiplatform.operations.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What an alert is about is missed when it is not there, and only where it is to be. */
class AbsenceTests {

    private static final Pattern ABSENT = Pattern.compile("absent\\(([a-z_]+)\\{job=\"([a-z-]+)\"");

    /** Which job has the series of a name that begins like this; the first that fits. */
    private static final Map<String, String> JOBS = jobs();

    private static final Set<String> ONLY_WHEN_SOMETHING_HAPPENED = Set.of("_total", "_bucket", "_count", "_sum");

    @ParameterizedTest
    @MethodSource("series")
    void everySeriesOfAnAlertComesFromAJobThatIsMissed(String series) {
        String job = JOBS.entrySet().stream()
                .filter(prefix -> series.startsWith(prefix.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody knows the job of " + series));

        assertThat(absent(MonitoringFiles.rules().stream()).filter(missed -> missed.endsWith(" " + job)))
                .as("job %s of %s", job, series)
                .isNotEmpty();
    }

    /** The service and the backup tool always say these; an object of Kubernetes or a statement has its series while it lasts. */
    @ParameterizedTest
    @MethodSource("series")
    void everyGaugeOfOursIsMissedItself(String series) {
        if (series.matches("(sei|pg|pgbouncer|redis)_.*")
                && (series.startsWith("sei_") || series.endsWith("_up"))
                && ONLY_WHEN_SOMETHING_HAPPENED.stream().noneMatch(series::endsWith)
                && !series.equals("sei_backup_store_up")) {
            assertThat(absent(MonitoringFiles.rules().stream()).map(missed -> missed.split(" ")[0]))
                    .contains(series);
        }
    }

    /** What is gone has no labels, and Alertmanager compares the namespaces of causes and symptoms. */
    @Test
    void anAlertAboutWhatIsGoneSaysInWhichNamespace() {
        assertThat(MonitoringFiles.alerts())
                .filteredOn(alert -> alert.expression().contains("absent("))
                .isNotEmpty()
                .allSatisfy(alert -> assertThat(alert.namespace()).isEqualTo("sei-platform"));
    }

    /** Compose has no backups and no Kubernetes, and nobody is to be told so. */
    @Test
    void nothingIsMissedWhereItIsNotScraped() {
        JsonNode compose = MonitoringFiles.yaml(MonitoringFiles.PROMETHEUS.resolve("prometheus-compose.yml"));
        List<String> jobs = compose.path("scrape_configs")
                .valueStream()
                .map(job -> job.path("job_name").asString())
                .toList();
        Stream<Rule> rules = compose.path("rule_files")
                .valueStream()
                .map(file -> MonitoringFiles.RULES.resolve(
                        Path.of(file.asString()).getFileName().toString()))
                .flatMap(AbsenceTests::rules);

        assertThat(absent(rules).map(missed -> missed.split(" ")[1]))
                .isNotEmpty()
                .allSatisfy(job -> assertThat(jobs).contains(job));
    }

    @Test
    void composeLeavesOutWhatItCannotHaveAndNothingElse() {
        assertThat(MonitoringFiles.yaml(MonitoringFiles.PROMETHEUS.resolve("prometheus-compose.yml"))
                        .path("rule_files")
                        .valueStream()
                        .map(JsonNode::asString))
                .containsExactlyElementsOf(MonitoringFiles.in(MonitoringFiles.RULES, ".yml").stream()
                        .map(file -> "/etc/prometheus/rules/" + file.getFileName())
                        .filter(file -> !file.matches(".*/(backup|kubernetes)\\.yml"))
                        .toList());
    }

    private static Stream<String> series() {
        return MonitoringFiles.alerts().stream()
                .flatMap(alert -> Selectors.of(alert.expression()).stream())
                .map(selector -> selector.replaceAll("\\{.*", ""))
                .filter(name -> !name.contains(":") && !name.equals("up"))
                .distinct()
                .sorted();
    }

    /** The series that are missed, each with its job. */
    private static Stream<String> absent(Stream<Rule> rules) {
        return rules.flatMap(rule ->
                ABSENT.matcher(rule.expression()).results().map(absent -> absent.group(1) + " " + absent.group(2)));
    }

    private static Stream<Rule> rules(Path file) {
        return MonitoringFiles.yaml(file)
                .path("groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .map(Rule::of);
    }

    private static Map<String, String> jobs() {
        Map<String, String> jobs = new LinkedHashMap<>();
        jobs.put("sei_base_backup_", "base-backup-metrics");
        jobs.put("sei_backup_", "backup-metrics");
        jobs.put("sei_recovery_", "backup-metrics");
        Stream.of("sei_", "http_", "hikaricp_", "resilience4j_", "cache_")
                .forEach(name -> jobs.put(name, "api-service"));
        jobs.put("pgbouncer_", "pgbouncer-exporter");
        jobs.put("pg_", "postgres-exporter");
        jobs.put("redis_", "redis-exporter");
        jobs.put("kube_", "kube-state-metrics");
        jobs.put("kubelet_", "kubelet");
        jobs.put("container_", "cadvisor");
        jobs.put("node_", "node-exporter");
        jobs.put("certmanager_", "cert-manager");
        jobs.put("probe_", "blackbox");
        jobs.put("prometheus_", "prometheus");
        jobs.put("alertmanager_", "alertmanager");
        return jobs;
    }
}
