package org.seiplatform.analytics.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.seiplatform.analytics.Period;
import org.seiplatform.analytics.ScopeReference;
import org.springframework.web.util.UriComponentsBuilder;

/** Addresses of the rows behind the figures of one scope and period. */
record DrillDownLinks(
        ScopeReference scope, Period period, @Nullable String environment) {

    String changes() {
        return to("changes").encode().toUriString();
    }

    /** The deployments for which a condition holds: {@code success}, {@code failed}, {@code change_failure} or {@code rework}. */
    String deployments(String condition) {
        return to("deployments").queryParam(condition, true).encode().toUriString();
    }

    private UriComponentsBuilder to(String rows) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/api/v1/analytics/" + rows)
                .queryParam(scope.type().parameter(), scope.id())
                .queryParam("start", period.start())
                .queryParam("end", period.end());
        return environment == null
                ? address
                : address.queryParam("environment", "{environment}").uriVariables(Map.of("environment", environment));
    }
}
