package org.seiplatform.operations.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seiplatform.operations.monitoring.MonitoringProgram.Result;

/** Prometheus's own tool reads the shipped files, and runs their tests. */
class RulesIT {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"prometheus.yml", "prometheus-compose.yml"})
    void theConfigurationAndTheRulesThatItNamesAreValid(String name) throws IOException {
        Path rules = Files.createDirectories(directory.resolve("rules"));
        for (Path file : MonitoringFiles.in(MonitoringFiles.RULES, ".yml")) {
            Files.copy(file, rules.resolve(file.getFileName()));
        }
        for (String file : List.of("ca.crt", "token")) {
            Files.createFile(directory.resolve(file));
        }
        Path configuration = Files.writeString(
                directory.resolve(name),
                MonitoringFiles.read(MonitoringFiles.PROMETHEUS.resolve(name))
                        .replace("/etc/prometheus", directory.toString())
                        .replace("/var/run/secrets/kubernetes.io/serviceaccount", directory.toString()));

        Result result = MonitoringProgram.run("promtool", "check", "config", configuration.toString());

        assertThat(result.exit()).as(result.output()).isZero();
        Set<String> named = MonitoringFiles.yaml(MonitoringFiles.PROMETHEUS.resolve(name))
                .path("rule_files")
                .valueStream()
                .map(file -> Path.of(file.asString()).getFileName().toString())
                .collect(Collectors.toSet());
        int all = MonitoringFiles.in(MonitoringFiles.RULES, ".yml").size();
        assertThat(result.output())
                .contains("SUCCESS: %d rule files found".formatted(named.contains("*.yml") ? all : named.size()));
    }

    @Test
    void theRulesAreValid() {
        Result result = MonitoringProgram.run("promtool", arguments("check rules", MonitoringFiles.RULES));

        assertThat(result.exit()).as(result.output()).isZero();
    }

    @ParameterizedTest
    @MethodSource("tests")
    void theRulesDoWhatTheirTestsSay(Path test) {
        Result result = MonitoringProgram.run("promtool", "test", "rules", test.toString());

        assertThat(result.exit()).as(result.output()).isZero();
    }

    @ParameterizedTest
    @MethodSource("tests")
    void everyCaseThatFiresNoticesAnAlertThatNeverDoes(Path test) throws IOException {
        Result result = testWithExpressions(test, "absent(vector(1))");

        assertThat(count("got:\\[\\]", result)).as(result.output()).isEqualTo(cases(test, false));
    }

    @ParameterizedTest
    @MethodSource("tests")
    void everyCaseThatIsSilentNoticesAnAlertThatAlwaysFires(Path test) throws IOException {
        Result result = testWithExpressions(test, "vector(1)");

        assertThat(count("exp:\\[\\]", result)).as(result.output()).isEqualTo(cases(test, true));
    }

    /** A rule about a series that is not there says nothing, so what is not there must be said by one that does. */
    @Test
    void anEmptyScrapeRaisesEveryAlertThatAsksForAbsence() throws IOException {
        String rules = MonitoringFiles.in(MonitoringFiles.RULES, ".yml").stream()
                .map(file -> "  - " + file.toAbsolutePath())
                .collect(Collectors.joining("\n"));
        String samples = MonitoringFiles.alerts().stream()
                .filter(alert ->
                        alert.expression().contains("absent(") || alert.name().equals("Watchdog"))
                .map(alert -> "          - {labels: '{alertname=\"%s\"}', value: 1}".formatted(alert.name()))
                .collect(Collectors.joining("\n"));
        Path test = Files.writeString(directory.resolve("empty.yml"), """
                rule_files:
                %s
                evaluation_interval: 1m
                tests:
                  - interval: 1m
                    promql_expr_test:
                      - expr: group by (alertname) (ALERTS{alertstate="firing"})
                        eval_time: 3h
                        exp_samples:
                %s
                """.formatted(rules, samples));

        Result result = MonitoringProgram.run("promtool", "test", "rules", test.toString());

        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(samples).contains("DatabaseDown", "RedisDown", "PoolerDown", "BackupUnknown", "ApiServiceDown");
    }

    /** Runs tests against copies of the rules in which each alert has this expression and waits for nothing. */
    private Result testWithExpressions(Path test, String expression) throws IOException {
        Path rules = Files.createDirectories(directory.resolve("rules"));
        for (Path file : MonitoringFiles.in(MonitoringFiles.RULES, ".yml")) {
            Files.writeString(
                    rules.resolve(file.getFileName()),
                    MonitoringFiles.read(file)
                            .replaceAll(
                                    "(?m)^( +)(- alert: .+\\n) +expr: (?:\\|\\n(?:\\1    .*\\n)+|.*\\n)( +for: .*\\n)?",
                                    "$1$2$1  expr: " + expression + "\n"));
        }
        Path copy = Files.createDirectories(directory.resolve("tests")).resolve(test.getFileName());
        Files.copy(test, copy);
        return MonitoringProgram.run("promtool", "test", "rules", copy.toString());
    }

    private static long count(String outcome, Result result) {
        return Pattern.compile(outcome).matcher(result.output()).results().count();
    }

    private static long cases(Path test, boolean silent) {
        return MonitoringFiles.yaml(test)
                .path("tests")
                .valueStream()
                .flatMap(group -> group.path("alert_rule_test").valueStream())
                .filter(single -> single.path("exp_alerts").isEmpty() == silent)
                .count();
    }

    private static String[] arguments(String command, Path directory) {
        return Stream.concat(
                        Stream.of(command.split(" ")),
                        MonitoringFiles.in(directory, ".yml").stream().map(Path::toString))
                .toArray(String[]::new);
    }

    private static List<Path> tests() {
        return MonitoringFiles.in(MonitoringFiles.RULE_TESTS, ".yml");
    }
}
