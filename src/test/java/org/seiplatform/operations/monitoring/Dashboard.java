package org.seiplatform.operations.monitoring;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A dashboard of Grafana. */
record Dashboard(String file, JsonNode json) {

    /** A query of a panel, with its place for whoever has to mend it. */
    record Query(String place, String dataSource, JsonNode target) {

        @Override
        public String toString() {
            return place;
        }
    }

    static List<Dashboard> all() {
        return MonitoringFiles.in(MonitoringFiles.DASHBOARDS, ".json").stream()
                .map(Dashboard::of)
                .toList();
    }

    private static Dashboard of(Path file) {
        return new Dashboard(file.getFileName().toString(), MonitoringFiles.json(file));
    }

    Stream<JsonNode> panels() {
        return json.path("panels").valueStream();
    }

    Stream<JsonNode> variables() {
        return json.at("/templating/list").valueStream();
    }

    Stream<Query> queries() {
        return panels().flatMap(panel -> panel.path("targets")
                .valueStream()
                .map(target -> new Query(
                        "%s, %s, %s"
                                .formatted(
                                        file,
                                        panel.path("title").asString(),
                                        target.path("refId").asString("")),
                        target.at("/datasource/uid").asString(""),
                        target)));
    }
}
