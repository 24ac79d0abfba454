package org.seiplatform.operations.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seiplatform.operations.monitoring.Selectors;
import org.springframework.util.FileSystemUtils;

/** {@code charts/sei-platform} is the service that {@code k8s/overlays/external} is. */
class ChartTests {

    private static final String EXTERNAL = "external-values.yaml";
    private static final String EVERYTHING = "everything-values.yaml";

    /** What Helm says of a release; no selector has any of it. */
    private static final Set<String> OF_THE_RELEASE = Set.of(
            "app.kubernetes.io/instance", "app.kubernetes.io/managed-by", "app.kubernetes.io/version", "helm.sh/chart");

    @Test
    void helmHasNothingToSay() {
        assertThat(Chart.lint().isFailed())
                .as(Chart.lint().getMessages().toString())
                .isFalse();
    }

    @Test
    void itRendersWhatTheOverlayBuilds() {
        assertSame(Chart.render(EXTERNAL), Kustomize.build("overlays/external"));
        assertSame(
                Chart.render(EXTERNAL, "external-gateway-values.yaml"), Kustomize.build("overlays/external-gateway"));
    }

    private static void assertSame(Manifests chart, Manifests overlay) {
        assertThat(byName(chart).keySet()).isEqualTo(byName(overlay).keySet());
        byName(overlay)
                .forEach((name, object) ->
                        assertThat(byName(chart).get(name)).as(name).isEqualTo(object));
    }

    static List<Manifests> renderings() {
        return List.of(
                Chart.render(EXTERNAL),
                Chart.render(EXTERNAL, "external-gateway-values.yaml"),
                Chart.render(EXTERNAL, EVERYTHING));
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void whatItRendersIsTakenByAnApiServerAndKeepsTheRestrictedProfile(Manifests manifests) {
        assertThat(manifests.all().stream().flatMap(manifest -> ApiModel.faults(manifest).stream()))
                .isEmpty();
        assertThat(manifests.pods())
                .isNotEmpty()
                .allSatisfy(pod -> assertThat(RestrictedProfile.faults(pod)).isEmpty());
        assertThat(manifests.all())
                .allSatisfy(manifest -> assertThat(manifest.namespace()).isEqualTo("sei-platform"));
    }

    @Test
    void everyValueIsToBeSeen() {
        Manifests all = Chart.render(EXTERNAL, EVERYTHING);
        Tree container = all.one("Deployment", "api-service")
                .pod()
                .orElseThrow()
                .containers()
                .getFirst();

        assertThat(container.at("image").text()).isEqualTo("registry.example.com/api-service@sha256:" + "a".repeat(64));
        assertThat(container.at("env").items())
                .extracting(variable -> variable.at("name").text())
                .contains("SEI_EXTRA", "SEI_FROM_A_SECRET");
        assertThat(all.one("Deployment", "api-service")
                        .tree()
                        .at("spec", "replicas")
                        .number(0))
                .isEqualTo(3);
        assertThat(all.ofKind("HorizontalPodAutoscaler")).isEmpty();
        assertThat(all.one("ConfigMap", "api-service-extra")
                        .tree()
                        .at("data", "text")
                        .text())
                .isEqualTo("made for api-service");
        assertThat(all.one("ConfigMap", "plain").tree().at("data", "text").text())
                .isEqualTo("as it is");
        assertThat(all.one("ServiceMonitor", "api-service")
                        .tree()
                        .at("spec", "endpoints")
                        .items())
                .singleElement()
                .satisfies(endpoint ->
                        assertThat(endpoint.at("relabelings").texts()).contains("job", "api-service"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ClusterIP", "NodePort", "LoadBalancer"})
    void prometheusFindsOneServiceAndNobodyOutsideFindsManagement(String type) {
        Manifests all = Chart.render(Map.of("serviceMonitor.enabled", "true", "service.type", type), EXTERNAL);
        Tree monitor = all.one("ServiceMonitor", "api-service").tree().at("spec");
        String port = monitor.at("endpoints").items().getFirst().at("port").text();

        assertThat(all.ofKind("Service")
                        .filter(service -> service.tree()
                                .at("metadata", "labels")
                                .strings()
                                .entrySet()
                                .containsAll(monitor.at("selector", "matchLabels")
                                        .strings()
                                        .entrySet()))
                        .map(service -> service.tree().at("spec"))
                        .filter(service -> service.at("ports").items().stream()
                                .anyMatch(offered -> offered.at("name").text().equals(port))))
                .singleElement()
                .satisfies(service -> {
                    assertThat(service.at("type").text()).isIn("", "ClusterIP");
                    assertThat(service.at("selector").strings())
                            .isEqualTo(all.one("Deployment", "api-service")
                                    .tree()
                                    .at("spec", "selector", "matchLabels")
                                    .strings());
                });
    }

    @Test
    void itsRulesAreThoseOfThePlatformThatAreAboutTheService() throws IOException {
        try (Stream<Path> rules = Files.list(Chart.DIRECTORY.resolve("rules"))) {
            assertThat(rules)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Kustomize.read(file))
                            .isEqualTo(
                                    Kustomize.read(Path.of("prometheus/rules").resolve(file.getFileName()))));
        }
        assertThat(rules(Map.of()).map(rule -> rule.at("alert").text()))
                .contains("ApiServiceDown", "HighErrorRate", "HighMemoryUsage", "ErrorBudgetBurnFast", "MetricsMissing")
                .contains("DoraFiguresStale", "RateLimitsNotShared")
                .doesNotContain("DatabaseDown", "DatabaseConnectionPoolExhausted", "TargetDown", "Watchdog");
    }

    /** The cluster is that of others, who have series of the same names, and perhaps another release. */
    @Test
    void everyRuleIsAboutThisReleaseAlone() {
        assertThat(rules(Map.of())).isNotEmpty().allSatisfy(rule -> {
            assertThat(Selectors.of(rule.at("expr").text()))
                    .isNotEmpty()
                    .allSatisfy(selector -> assertThat(selector)
                            .contains("namespace=\"elsewhere\"")
                            .containsPattern("\\b(job|container)=\"api-service\""));
            if (rule.at("alert").isPresent()) {
                assertThat(rule.at("labels", "namespace").text()).isEqualTo("elsewhere");
            }
        });
    }

    /** A rule about a series that is not there keeps silent. */
    @Test
    void everyGaugeOfItsAlertsIsMissed() {
        String missed = metricsMissing(Map.of());

        assertThat(rules(Map.of())
                        .filter(rule -> rule.at("alert").isPresent())
                        .flatMap(rule -> Selectors.of(rule.at("expr").text()).stream())
                        .map(selector -> selector.replaceAll("\\{.*", ""))
                        .filter(series -> series.startsWith("sei_") && !series.matches(".*_(total|bucket|count|sum)"))
                        .distinct())
                .hasSizeGreaterThan(5)
                .allSatisfy(series -> assertThat(missed).contains("absent(" + series + "{"));
    }

    @Test
    void whatAReleaseDoesNotHaveIsNotMissed() {
        Map<String, String> neither = Map.of("doraMetrics", "false", "redis.url", "");

        assertThat(metricsMissing(neither))
                .doesNotContain("sei_dora_", "sei_rate_limit_shared", "exporter")
                .contains("sei_data_changed_timestamp_seconds", "resilience4j_circuitbreaker_state");
        assertThat(rules(neither).map(rule -> rule.at("alert").text()))
                .contains("DataStale")
                .doesNotContain("DoraFiguresStale", "RateLimitsNotShared");
    }

    private static String metricsMissing(Map<String, String> values) {
        return rules(values)
                .filter(rule -> rule.at("alert").text().equals("MetricsMissing"))
                .map(rule -> rule.at("expr").text())
                .collect(Collectors.joining());
    }

    /** The rules of a release in the namespace {@code elsewhere}. */
    private static Stream<Tree> rules(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put("prometheusRule.enabled", "true");
        return Chart.renderIn("elsewhere", all, EXTERNAL)
                .one("PrometheusRule", "api-service")
                .tree()
                .at("spec", "groups")
                .items()
                .stream()
                .flatMap(group -> group.at("rules").items().stream());
    }

    @ParameterizedTest
    @CsvSource({
        "databse.url, jdbc:postgresql://x/y, additional properties 'databse' not allowed",
        "database.url, postgresql://x/y, /database/url",
        "database.poolSize, 0, /database/poolSize",
        "redis.url, redis.example.com, /redis/url",
        "existingSecret, Not_A_Name, /existingSecret",
        "image.tag, latest, /image/tag",
        "image.digest, sha256:abc, /image/digest",
        "trustedProxies[0], example.com, /trustedProxies/0",
        "autoscaling.minReplicas, 0, /autoscaling/minReplicas",
        "temporarySize, much, /temporarySize",
        "httpRoute.enabled, true, /httpRoute/parentRefs",
        "existingSecret, '', existingSecret names the Secret",
        "database.url, '', database.url is the JDBC address",
    })
    void aWrongValueIsRefusedWithItsName(String value, String text, String complaint) {
        assertThatThrownBy(() -> Chart.render(Map.of(value, text), EXTERNAL)).hasMessageContaining(complaint);
    }

    /** Of two releases, however different their values are. */
    @Test
    void anUpgradeChangesNoFieldThatCannotChange() throws IOException {
        Map<String, Object> old = ImmutableFields.of(Chart.render(EXTERNAL));
        Path next = Files.createTempDirectory("sei-chart");
        try {
            copy(Chart.DIRECTORY, next);
            Files.writeString(
                    next.resolve("Chart.yaml"),
                    Kustomize.read(next.resolve("Chart.yaml"))
                            .replaceAll("(?m)^(version|appVersion): .*$", "$1: 9.9.9"));

            Map<String, Object> upgraded =
                    new HashMap<>(ImmutableFields.of(Chart.render(next, Map.of(), EXTERNAL, EVERYTHING)));

            assertThat(old).isNotEmpty();
            upgraded.keySet().retainAll(old.keySet());
            assertThat(upgraded).isEqualTo(old);
        } finally {
            FileSystemUtils.deleteRecursively(next);
        }
    }

    /** Helm takes a number away that it has once given, and leaves one pod. */
    @Test
    void anAutoscalerThatTakesOverFindsAllPods() throws IOException {
        Manifests first = upgrade(24, "dict");
        assertThat(replicas(first)).isEqualTo("24");

        assertThat(replicas(upgrade(31, autoscaler(first)))).isEqualTo("31");
        assertThat(replicas(upgrade(0, autoscaler(first)))).isEqualTo("1");
    }

    @Test
    void anAutoscalerThatWasThereFromTheStartIsLeftAlone() throws IOException {
        Manifests first = Chart.render(EXTERNAL);
        assertThat(replicas(first)).isEmpty();

        assertThat(replicas(upgrade(31, autoscaler(first)))).isEmpty();
    }

    /** What an upgrade renders where there are so many pods, and this autoscaler; without a cluster Helm finds neither. */
    private static Manifests upgrade(int replicas, String autoscaler) throws IOException {
        Path chart = Files.createTempDirectory("sei-chart");
        try {
            copy(Chart.DIRECTORY, chart);
            Path helpers = chart.resolve("templates/_helpers.tpl");
            Files.writeString(
                    helpers,
                    Kustomize.read(helpers)
                            .replace(".Release.IsUpgrade", "true")
                            .replaceAll(
                                    "lookup \"apps/v1\" \"Deployment\" .*",
                                    "dict \"spec\" (dict \"replicas\" %d) -}}".formatted(replicas))
                            .replaceAll(
                                    "lookup \"autoscaling/v2\" \"HorizontalPodAutoscaler\" .*", autoscaler + " -}}"));
            return Chart.render(chart, Map.of(), EXTERNAL);
        } finally {
            FileSystemUtils.deleteRecursively(chart);
        }
    }

    /** The autoscaler of a release, as a template says it. */
    private static String autoscaler(Manifests release) {
        return release
                .one("HorizontalPodAutoscaler", "api-service-hpa")
                .tree()
                .at("metadata", "annotations")
                .strings()
                .entrySet()
                .stream()
                .map(annotation -> "\"%s\" \"%s\"".formatted(annotation.getKey(), annotation.getValue()))
                .collect(Collectors.joining(" ", "dict \"metadata\" (dict \"annotations\" (dict ", "))"));
    }

    private static String replicas(Manifests manifests) {
        return manifests
                .one("Deployment", "api-service")
                .tree()
                .at("spec", "replicas")
                .text();
    }

    private static void copy(Path from, Path to) throws IOException {
        FileSystemUtils.copyRecursively(from, to);
    }

    private static Map<String, Object> byName(Manifests manifests) {
        Map<String, Object> byName = new TreeMap<>();
        manifests.all().forEach(manifest -> byName.put(manifest.toString(), withoutRelease(manifest.tree())));
        return byName;
    }

    private static Object withoutRelease(Tree object) {
        Map<String, Object> copy = new TreeMap<>();
        object.fields().forEach((key, field) -> {
            if (key.equals("labels")) {
                Map<String, String> labels = new TreeMap<>(field.strings());
                labels.keySet().removeAll(OF_THE_RELEASE);
                if (!labels.isEmpty()) {
                    copy.put(key, labels);
                }
            } else if (key.equals("metadata")) {
                copy.put(key, withoutRelease(field));
            } else {
                copy.put(key, field.value() == null ? "" : field.value());
            }
        });
        return copy;
    }
}
