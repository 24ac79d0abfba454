package org.seiplatform.operations.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What can be said of dashboards without asking for their data. */
class DashboardTests {

    private static final Set<String> DATA_SOURCES = MonitoringFiles.yaml(
                    Path.of("grafana/provisioning/datasources/datasources.yaml"))
            .path("datasources")
            .valueStream()
            .map(source -> source.path("uid").asString())
            .collect(Collectors.toSet());

    @ParameterizedTest
    @MethodSource("dashboards")
    void panelsDoNotOverlapAndFitTheScreen(Dashboard dashboard) {
        List<String> taken = new ArrayList<>();
        dashboard.panels().forEach(panel -> {
            JsonNode place = panel.path("gridPos");
            int right = place.path("x").asInt() + place.path("w").asInt();
            assertThat(right).as(panel.path("title").asString()).isLessThanOrEqualTo(24);
            for (int x = place.path("x").asInt(); x < right; x++) {
                for (int y = 0; y < place.path("h").asInt(); y++) {
                    taken.add(x + "," + (place.path("y").asInt() + y));
                }
            }
        });
        assertThat(taken).isNotEmpty().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyPanelHasATitleOfItsOwnInItsRowAnIdAndSomethingToShow(Dashboard dashboard) {
        assertThat(dashboard.panels().map(panel -> panel.path("id").asInt())).doesNotHaveDuplicates();
        assertThat(dashboard.panels()).allSatisfy(panel -> {
            assertThat(panel.path("title").asString("")).isNotBlank();
            assertThat(panel.path("type").asString().equals("row")
                            || !panel.path("targets").isEmpty())
                    .as(panel.path("title").asString())
                    .isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyQueryAsksADataSourceThatIsProvisioned(Dashboard dashboard) {
        assertThat(dashboard.queries().map(Dashboard.Query::dataSource))
                .isNotEmpty()
                .allMatch(DATA_SOURCES::contains);
        assertThat(dashboard
                        .variables()
                        .filter(variable -> variable.path("type").asString().equals("query"))
                        .map(variable -> variable.at("/datasource/uid").asString()))
                .allMatch(DATA_SOURCES::contains);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyVariableThatIsUsedIsDefined(Dashboard dashboard) {
        Set<String> defined = dashboard
                .variables()
                .map(variable -> variable.path("name").asString())
                .collect(Collectors.toSet());

        assertThat(Pattern.compile("\\$\\{?([a-z]\\w*)")
                        .matcher(dashboard.json().path("panels").toString())
                        .results()
                        .map(match -> match.group(1)))
                .allMatch(defined::contains);
    }

    @Test
    void theDashboardsHaveNamesOfTheirOwn() {
        assertThat(Dashboard.all().stream()
                        .map(dashboard -> dashboard.json().path("uid").asString()))
                .doesNotHaveDuplicates();
        assertThat(Dashboard.all().stream().map(Dashboard::file))
                .containsExactly(
                        "database.json",
                        "dora.json",
                        "kubernetes-cluster.json",
                        "logs.json",
                        "redis.json",
                        "sei-platform.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubernetes-cluster", "sei-platform"})
    void whatTheGuideAppliesIsAConfigMapOfTheSameDashboard(String name) {
        JsonNode object = MonitoringFiles.json(Path.of("k8s/monitoring/grafana-dashboards", name + ".json"));

        assertThat(object.path("apiVersion").asString()).isEqualTo("v1");
        assertThat(object.path("kind").asString()).isEqualTo("ConfigMap");
        assertThat(object.at("/metadata/namespace").asString()).isEqualTo("sei-platform");
        assertThat(object.at("/metadata/labels/grafana_dashboard").asString()).isEqualTo("1");
        assertThat(object.path("data").path(name + ".json").asString())
                .as("run scripts/render-dashboards.sh")
                .isEqualTo(MonitoringFiles.read(MonitoringFiles.DASHBOARDS.resolve(name + ".json")));
    }

    @Test
    void theOthersReachTheClusterByKustomize() {
        JsonNode kustomization = MonitoringFiles.yaml(Path.of("grafana/kustomization.yaml"));
        assertThat(kustomization
                        .path("configMapGenerator")
                        .valueStream()
                        .flatMap(map -> map.path("files").valueStream())
                        .map(JsonNode::asString))
                .containsExactlyInAnyOrder(
                        "dashboards/database.json",
                        "dashboards/dora.json",
                        "dashboards/logs.json",
                        "dashboards/redis.json",
                        "provisioning/datasources/datasources.yaml",
                        "provisioning/dashboards/dashboards.yaml");
    }

    @Test
    void fieldsOfLogLinesAreThoseThatTheServiceWrites() {
        String documented = MonitoringFiles.read(Path.of("docs/observability.md"));
        Pattern field = Pattern.compile("\"field\":\"([^\"]+)\"|_exists_:(\\w+)|[ (](?!_exists_)([a-z_]+):[A-Z]");

        List<String> fields = Dashboard.all().stream()
                .flatMap(Dashboard::queries)
                .filter(query -> query.dataSource().equals("sei-logs"))
                .flatMap(query -> field.matcher(query.target().toString()).results())
                .map(match -> Stream.of(1, 2, 3)
                        .map(match::group)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow())
                .distinct()
                .toList();

        assertThat(fields)
                .contains("@timestamp", "level", "status")
                .allMatch(name -> documented.contains("`" + name + "`"));
    }

    private static List<Dashboard> dashboards() {
        return Dashboard.all();
    }
}
