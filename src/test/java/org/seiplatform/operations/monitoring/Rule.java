package org.seiplatform.operations.monitoring;

import tools.jackson.databind.JsonNode;

/**
 * A rule of Prometheus.
 *
 * @param name of the alert or of the series that it records
 * @param duration how long it must hold before it alerts; empty for none
 * @param namespace that it says it is about, whatever its series say; empty for theirs
 */
record Rule(
        String name,
        boolean isAlert,
        String expression,
        String duration,
        String severity,
        String component,
        String namespace,
        String summary,
        String description,
        String runbook) {

    static Rule of(JsonNode rule) {
        boolean alert = rule.has("alert");
        return new Rule(
                rule.path(alert ? "alert" : "record").asString(""),
                alert,
                rule.path("expr").asString(""),
                rule.path("for").asString(""),
                rule.at("/labels/severity").asString(""),
                rule.at("/labels/component").asString(""),
                rule.at("/labels/namespace").asString(""),
                rule.at("/annotations/summary").asString(""),
                rule.at("/annotations/description").asString(""),
                rule.at("/annotations/runbook_url").asString(""));
    }

    @Override
    public String toString() {
        return name;
    }
}
