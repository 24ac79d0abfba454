package org.seiplatform.analytics.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.seiplatform.analytics.Scopes;
import org.seiplatform.analytics.dora.ChangeRow;
import org.seiplatform.analytics.dora.DeploymentFilter;
import org.seiplatform.analytics.dora.DeploymentRow;
import org.seiplatform.analytics.dora.DrillDown;
import org.seiplatform.analytics.incident.IncidentBasis;
import org.seiplatform.analytics.incident.IncidentRow;
import org.seiplatform.analytics.incident.Incidents;
import org.seiplatform.platform.cache.CacheableResponse;
import org.seiplatform.platform.cache.ResponseKind;
import org.seiplatform.platform.paging.PageQuery;
import org.seiplatform.platform.security.Caller;
import org.seiplatform.platform.security.CurrentCaller;
import org.seiplatform.platform.security.RequiresRole;
import org.seiplatform.platform.security.Role;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/analytics")
@Tag(name = "analytics")
class DrillDownController {

    private final Scopes scopes;
    private final DrillDown drillDown;
    private final Incidents incidents;

    DrillDownController(Scopes scopes, DrillDown drillDown, Incidents incidents) {
        this.scopes = scopes;
        this.drillDown = drillDown;
        this.incidents = incidents;
    }

    @GetMapping("/deployments")
    @CacheableResponse(value = ResponseKind.ROWS, timelessWith = "end")
    @RequiresRole(Role.VIEWER)
    @Operation(
            operationId = "listDeploymentsBehindFigures",
            summary = "The deployments behind the figures",
            description =
                    "Deployments finished in the period, newest first; those that share a group are one. Their count is "
                            + "the count of the figure that links here, and the median that of the recovery times.")
    @AnalyticsParameters
    RowsAnswer<DeploymentRow> deployments(
            @CurrentCaller Caller caller,
            @Parameter(hidden = true) AnalyticsQuery query,
            @Parameter(description = "Only those that reached their environment, or only those that did not")
                    @RequestParam(required = false)
                    @Nullable
                    Boolean success,
            @Parameter(description = "Only those that failed their users, or only those that did not")
                    @RequestParam(required = false)
                    @Nullable
                    Boolean failed,
            @Parameter(
                            description =
                                    "Only those that count as failures in the change fail rate, or only those that do not")
                    @RequestParam(name = "change_failure", required = false)
                    @Nullable
                    Boolean changeFailure,
            @Parameter(description = "Only hotfixes and rollbacks, or only others")
                    @RequestParam(required = false)
                    @Nullable
                    Boolean rework,
            PageQuery page) {
        return RowsAnswer.of(drillDown.deployments(
                query.scope(scopes, caller),
                query.period(),
                new DeploymentFilter(success, failed, changeFailure, rework),
                page));
    }

    @GetMapping("/changes")
    @CacheableResponse(value = ResponseKind.ROWS, timelessWith = "end")
    @RequiresRole(Role.VIEWER)
    @Operation(
            operationId = "listChangesBehindFigures",
            summary = "The changes behind change lead time",
            description =
                    "Changes delivered in the period, newest first, with the pull request and the deployment of each; "
                            + "the median is the change lead time.")
    @AnalyticsParameters
    RowsAnswer<ChangeRow> changes(
            @CurrentCaller Caller caller, @Parameter(hidden = true) AnalyticsQuery query, PageQuery page) {
        return RowsAnswer.of(drillDown.changes(query.scope(scopes, caller), query.period(), page));
    }

    @GetMapping("/incidents")
    @CacheableResponse(value = ResponseKind.ROWS, timelessWith = "end")
    @RequiresRole(Role.VIEWER)
    @Operation(
            operationId = "listIncidentsBehindFigures",
            summary = "The incidents, and what they are laid to",
            description =
                    "Incidents opened in the period (or resolved in it), newest first, each with its deployments and "
                            + "whether its sender named them or the rule found them; the median is the time to restore.")
    @AnalyticsParameters
    RowsAnswer<IncidentRow> incidents(
            @CurrentCaller Caller caller,
            @Parameter(hidden = true) AnalyticsQuery query,
            @Parameter(description = "What puts an incident into the period") @RequestParam(defaultValue = "opened")
                    IncidentBasis basis,
            PageQuery page) {
        return RowsAnswer.of(incidents.rows(query.scope(scopes, caller), query.period(), basis, page));
    }
}
