package org.seiplatform.analytics;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.seiplatform.analytics.DataQuality.NegativeDurations;
import org.springframework.stereotype.Service;

/** Tells how far figures can be trusted. */
@Service
public class DataQualities {

    private final DataQualityQueries queries;
    private final PullRequestQueries pullRequests;
    private final RestoreQueries restores;
    private final Clock clock;

    DataQualities(DataQualityQueries queries, PullRequestQueries pullRequests, RestoreQueries restores, Clock clock) {
        this.queries = queries;
        this.pullRequests = pullRequests;
        this.restores = restores;
        this.clock = clock;
    }

    public DataQualityReport report(Scope scope, Period period) {
        List<Instant> bounds = List.of(period.previous().start(), period.start(), period.end());
        return new DataQualityReport(
                scope.reference(),
                period,
                scope.environmentName(),
                scope.dataAsOf(),
                of(scope, bounds, pullRequests.figures(scope, bounds), restores.figures(scope, bounds)));
    }

    /**
     * @param bounds of the period before and the period itself
     * @param flow of these two
     * @param restored of these two
     */
    DataQuality of(Scope scope, List<Instant> bounds, List<FlowFigures> flow, List<RestoreFigures> restored) {
        List<DataQualityFigures> figures = queries.figures(scope, bounds);
        Period period = new Period(bounds.get(1), bounds.get(2));
        return DataQuality.of(
                figures.getLast(),
                figures.getFirst(),
                new NegativeDurations(
                        figures.getLast().negativeLeadTimes(),
                        queries.negativeRecoveries(scope, period),
                        flow.getLast().negativeStages(),
                        restored.getLast().negative()),
                queries.stuckDeployments(scope, clock.instant()),
                queries.latestEvents(scope));
    }
}
