package org.seiplatform.analytics.report;

import static org.seiplatform.analytics.report.DataQuality.LISTED_REPOSITORIES;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.seiplatform.analytics.Period;
import org.seiplatform.analytics.Scope;
import org.seiplatform.analytics.dora.DoraMetrics;
import org.seiplatform.analytics.incident.IncidentFigures;
import org.seiplatform.analytics.incident.Incidents;
import org.seiplatform.analytics.report.DataQuality.NegativeDurations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells how far figures can be trusted. */
@Service
@Transactional(readOnly = true)
public class DataQualityReports {

    private final DataQualityQueries queries;
    private final PullRequestQueries pullRequests;
    private final Incidents incidents;
    private final DoraMetrics dora;
    private final Clock clock;

    DataQualityReports(
            DataQualityQueries queries,
            PullRequestQueries pullRequests,
            Incidents incidents,
            DoraMetrics dora,
            Clock clock) {
        this.queries = queries;
        this.pullRequests = pullRequests;
        this.incidents = incidents;
        this.dora = dora;
        this.clock = clock;
    }

    public DataQualityReport report(Scope scope, Period period) {
        List<Instant> bounds = List.of(period.previous().start(), period.start(), period.end());
        return new DataQualityReport(
                scope.reference(),
                period,
                scope.environmentName(),
                scope.dataAsOf(),
                of(scope, bounds, pullRequests.figures(scope, bounds), incidents.figures(scope, bounds)));
    }

    /**
     * @param bounds of the period before and the period itself
     * @param flow of these two
     * @param opened of these two
     */
    DataQuality of(Scope scope, List<Instant> bounds, List<FlowFigures> flow, List<IncidentFigures> opened) {
        List<DataQualityFigures> figures = queries.figures(scope, bounds);
        Period period = new Period(bounds.get(1), bounds.get(2));
        return DataQuality.of(
                figures.getLast(),
                figures.getFirst(),
                opened.getLast(),
                opened.getFirst(),
                new NegativeDurations(
                        figures.getLast().negativeLeadTimes(),
                        dora.negativeRecoveries(scope, period),
                        flow.getLast().negativeStages(),
                        opened.getLast().negative()),
                queries.stuckDeployments(scope, clock.instant()),
                scope.repositoryIds().length,
                queries.latestEvents(scope, LISTED_REPOSITORIES));
    }
}
