package org.seiplatform.reference;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Whose figures are asked for, and how they are cut.
 *
 * @param environment the one environment asked for; null for all that the organization calls production
 * @param timeZone where days and weeks begin
 */
record MetricQuestion(MetricScope scope, @Nullable String environment, ZoneId timeZone) {

    /** Production of the whole organization, in its own time zone. */
    static MetricQuestion about(History history) {
        return about(history, new MetricScope.Organization());
    }

    /** Production of a scope, in the organization's time zone. */
    static MetricQuestion about(History history, MetricScope scope) {
        return new MetricQuestion(scope, null, history.organization().timeZone());
    }

    MetricQuestion in(String environment) {
        return new MetricQuestion(scope, environment, timeZone);
    }

    MetricQuestion at(ZoneId zone) {
        return new MetricQuestion(scope, environment, zone);
    }

    boolean covers(History history, String name) {
        return environment == null ? history.organization().production(name) : environment.equalsIgnoreCase(name);
    }
}
