package org.seiplatform.analytics.report;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.analytics.Period;
import org.seiplatform.analytics.Scope;
import org.seiplatform.analytics.incident.IncidentFigures;
import org.seiplatform.analytics.incident.Incidents;
import org.seiplatform.analytics.incident.TimeToRestore;
import org.seiplatform.analytics.report.CollaborationQueries.Whose;
import org.seiplatform.platform.problem.ProblemException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The figures beyond the DORA metrics, of teams, repositories and developers; the SQL is in the {@code Queries} below. */
@Service
@Transactional(readOnly = true)
public class Reports {

    private final ActivityQueries activity;
    private final PullRequestQueries pullRequests;
    private final Incidents incidents;
    private final CollaborationQueries collaboration;
    private final MemberQueries members;
    private final DeveloperQueries developers;
    private final DataQualityReports dataQualities;
    private final Clock clock;

    Reports(
            ActivityQueries activity,
            PullRequestQueries pullRequests,
            Incidents incidents,
            CollaborationQueries collaboration,
            MemberQueries members,
            DeveloperQueries developers,
            DataQualityReports dataQualities,
            Clock clock) {
        this.activity = activity;
        this.pullRequests = pullRequests;
        this.incidents = incidents;
        this.collaboration = collaboration;
        this.members = members;
        this.developers = developers;
        this.dataQualities = dataQualities;
        this.clock = clock;
    }

    /** @param team a scope that is a team */
    public TeamReport team(Scope team, Period period) {
        return new TeamReport(report(team, period), members.members(team, period, today(team)));
    }

    public ScopeReport report(Scope scope, Period period) {
        List<Instant> bounds = withPrevious(period);
        List<ActivityFigures> active = activity.figures(scope, bounds);
        List<FlowFigures> flow = pullRequests.figures(scope, bounds);
        List<IncidentFigures> opened = incidents.figures(scope, bounds);
        return new ScopeReport(
                scope.reference(),
                period,
                scope.environmentName(),
                scope.timeZone().getId(),
                scope.dataAsOf(),
                Activity.of(active.getLast(), active.getFirst()),
                CycleTime.of(flow.getLast(), flow.getFirst()),
                PullRequestCounts.of(flow.getLast(), flow.getFirst(), pullRequests.openNow(scope)),
                ReviewFigures.of(flow.getLast(), flow.getFirst()),
                TimeToRestore.of(opened.getLast(), opened.getFirst()),
                collaboration(Whose.ofScope(), scope, period),
                dataQualities.of(scope, bounds, flow, opened));
    }

    /**
     * @param organizationId the only organization whose developers the caller may know of; null for an operator, who knows all
     * @throws ProblemException {@code not_found}, also where the developer belongs to another organization
     */
    public KnownDeveloper developer(@Nullable UUID organizationId, UUID developerId) {
        return developers.find(organizationId, developerId).orElseThrow(() -> ProblemException.notFound("developer"));
    }

    /** @param organization the developer's organization as a scope */
    public DeveloperReport developer(KnownDeveloper developer, Scope organization, Period period) {
        List<DeveloperFigures> figures = developers.figures(developer, organization, withPrevious(period));
        return DeveloperReport.of(
                developer,
                organization,
                period,
                figures.getLast(),
                figures.getFirst(),
                collaboration(Whose.of(developer), organization, period));
    }

    private Collaboration collaboration(Whose whose, Scope scope, Period period) {
        List<CollaborationFigures> figures = collaboration.figures(whose, scope, withPrevious(period), today(scope));
        return Collaboration.of(collaboration.pairs(whose, scope, period), figures.getLast(), figures.getFirst());
    }

    private LocalDate today(Scope scope) {
        return LocalDate.ofInstant(clock.instant(), scope.timeZone());
    }

    private static List<Instant> withPrevious(Period period) {
        return List.of(period.previous().start(), period.start(), period.end());
    }
}
