package org.seiplatform.analytics.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.seiplatform.analytics.ScopeReference;
import org.seiplatform.analytics.Scopes;
import org.seiplatform.analytics.dora.DoraMetrics;
import org.seiplatform.platform.cache.CacheableResponse;
import org.seiplatform.platform.cache.ResponseKind;
import org.seiplatform.platform.ratelimit.RequestCost;
import org.seiplatform.platform.security.Caller;
import org.seiplatform.platform.security.CurrentCaller;
import org.seiplatform.platform.security.RequiresRole;
import org.seiplatform.platform.security.Role;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/analytics")
@Tag(name = "analytics", description = "How teams deliver, and what stands behind every number")
class DoraController {

    private final Scopes scopes;
    private final DoraMetrics metrics;
    private final AnalyticsProperties properties;

    DoraController(Scopes scopes, DoraMetrics metrics, AnalyticsProperties properties) {
        this.scopes = scopes;
        this.metrics = metrics;
        this.properties = properties;
    }

    @GetMapping("/dora")
    @CacheableResponse(value = ResponseKind.FIGURES, timelessWith = "end")
    @RequestCost(2)
    @RequiresRole(Role.VIEWER)
    @Operation(
            operationId = "getDoraMetrics",
            summary = "The five DORA metrics",
            description =
                    "Deployment frequency, change lead time, change fail rate, failed deployment recovery time and "
                            + "deployment rework rate of an organization, a team or a repository, each with its rating, its trend "
                            + "against the period before, and the address of what stands behind it.")
    @AnalyticsParameters
    DoraAnswer dora(@CurrentCaller Caller caller, @Parameter(hidden = true) AnalyticsQuery query) {
        return DoraAnswer.of(metrics.report(query.scope(scopes, caller), query.period()));
    }

    @GetMapping("/dora/{team_id}")
    @CacheableResponse(value = ResponseKind.FIGURES, timelessWith = "end")
    @RequestCost(2)
    @RequiresRole(Role.VIEWER)
    @Operation(operationId = "getDoraMetricsOfTeam", summary = "The five DORA metrics of a team")
    @PeriodParameters
    DoraAnswer doraOfTeam(
            @CurrentCaller Caller caller,
            @PathVariable("team_id") UUID teamId,
            @Parameter(hidden = true) AnalyticsQuery query) {
        return DoraAnswer.of(metrics.report(
                query.scope(scopes, caller, new ScopeReference(ScopeReference.Type.TEAM, teamId)), query.period()));
    }

    @GetMapping("/compare")
    @CacheableResponse(value = ResponseKind.FIGURES, timelessWith = "end")
    @RequestCost(10)
    @RequiresRole(Role.VIEWER)
    @Operation(
            operationId = "compareTeams",
            summary = "Teams side by side",
            description = "The five DORA metrics of each team, in the order asked for. There is no ranking.")
    @AnalyticsParameters
    List<DoraAnswer> compare(@CurrentCaller Caller caller, @Parameter(hidden = true) AnalyticsQuery query) {
        return query.teams(scopes, caller, properties.maximumComparedTeams()).stream()
                .map(scope -> DoraAnswer.of(metrics.report(scope, query.period())))
                .toList();
    }
}
