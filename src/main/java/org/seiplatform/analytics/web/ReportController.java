package org.seiplatform.analytics.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.seiplatform.analytics.Scope;
import org.seiplatform.analytics.ScopeReference;
import org.seiplatform.analytics.Scopes;
import org.seiplatform.analytics.report.DataQualityReport;
import org.seiplatform.analytics.report.DataQualityReports;
import org.seiplatform.analytics.report.DeveloperReport;
import org.seiplatform.analytics.report.KnownDeveloper;
import org.seiplatform.analytics.report.Reports;
import org.seiplatform.analytics.report.ScopeReport;
import org.seiplatform.analytics.report.TeamReport;
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
@Tag(name = "analytics")
class ReportController {

    private final Scopes scopes;
    private final Reports reports;
    private final DataQualityReports dataQualities;

    ReportController(Scopes scopes, Reports reports, DataQualityReports dataQualities) {
        this.scopes = scopes;
        this.reports = reports;
        this.dataQualities = dataQualities;
    }

    @GetMapping("/team/{team_id}")
    @CacheableResponse(ResponseKind.REPORTS)
    @RequestCost(5)
    @RequiresRole(Role.VIEWER)
    @Operation(
            operationId = "getTeamReport",
            summary = "How work flows in a team's repositories",
            description =
                    "Activity, the stages of pull requests, reviews, sizes, time to restore, collaboration and data quality "
                            + "in the repositories that the team owns now, and what its members did there. People are never rated.")
    @PeriodParameters
    TeamReport team(
            @CurrentCaller Caller caller,
            @PathVariable("team_id") UUID teamId,
            @Parameter(hidden = true) AnalyticsQuery query) {
        return reports.team(
                query.scope(scopes, caller, new ScopeReference(ScopeReference.Type.TEAM, teamId)), query.period());
    }

    @GetMapping("/repository/{repository_id}")
    @CacheableResponse(ResponseKind.REPORTS)
    @RequestCost(5)
    @RequiresRole(Role.VIEWER)
    @Operation(
            operationId = "getRepositoryReport",
            summary = "How work flows in a repository",
            description =
                    "Activity, the stages of pull requests, reviews, sizes, time to restore, collaboration and data "
                            + "quality.")
    @PeriodParameters
    ScopeReport repository(
            @CurrentCaller Caller caller,
            @PathVariable("repository_id") UUID repositoryId,
            @Parameter(hidden = true) AnalyticsQuery query) {
        return reports.report(
                query.scope(scopes, caller, new ScopeReference(ScopeReference.Type.REPOSITORY, repositoryId)),
                query.period());
    }

    @GetMapping("/developer/{developer_id}")
    @CacheableResponse(ResponseKind.REPORTS)
    @RequestCost(5)
    @RequiresRole(Role.VIEWER)
    @Operation(
            operationId = "getDeveloperReport",
            summary = "What a developer did",
            description =
                    "Commits, pull requests, reviews given, how the changes reached their users, and with whom the "
                            + "developer met in reviews, in all repositories. It describes and does not rate.")
    @PeriodParameters
    DeveloperReport developer(
            @CurrentCaller Caller caller,
            @PathVariable("developer_id") UUID developerId,
            @Parameter(hidden = true) AnalyticsQuery query) {
        KnownDeveloper developer = reports.developer(caller.organizationId(), developerId);
        Scope organization = query.scope(
                scopes, caller, new ScopeReference(ScopeReference.Type.ORGANIZATION, developer.organizationId()));
        return reports.developer(developer, organization, query.period());
    }

    @GetMapping("/data-quality")
    @CacheableResponse(ResponseKind.REPORTS)
    @RequestCost(5)
    @RequiresRole(Role.VIEWER)
    @Operation(
            operationId = "getDataQuality",
            summary = "How far the figures can be trusted",
            description =
                    "What is missing in the facts behind the figures of an organization, a team or a repository, and "
                            + "what in them cannot be right.")
    @AnalyticsParameters
    DataQualityReport dataQuality(@CurrentCaller Caller caller, @Parameter(hidden = true) AnalyticsQuery query) {
        return dataQualities.report(query.scope(scopes, caller), query.period());
    }
}
