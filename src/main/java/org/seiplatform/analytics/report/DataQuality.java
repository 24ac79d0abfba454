package org.seiplatform.analytics.report;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.analytics.Count;
import org.seiplatform.analytics.Figure;
import org.seiplatform.analytics.Measure.Reason;
import org.seiplatform.analytics.Measure.Unit;
import org.seiplatform.analytics.Trend;
import org.seiplatform.analytics.Trend.Better;
import org.seiplatform.analytics.incident.IncidentFigures;

/**
 * How far the figures of a scope and period can be trusted (metrics.md, "Other figures").
 *
 * @param deploymentsWithKnownCommits share of the period's successful deployments; it had better be large
 * @param incidentsLinkedByRule share of the incidents, opened in the period and laid to a deployment, whose sender named none; it
 *     had better be small
 * @param commitsWithoutKnownPerson commits of the period, merges left out, whose author has no identity
 * @param stuckDeployments in progress for more than 24 hours now, whatever the period
 * @param repositories how many the scope has
 * @param latestEvents when each repository was last heard of, the longest ago first, whatever the period; the first
 *     {@value #LISTED_REPOSITORIES} of them
 */
public record DataQuality(
        Figure deploymentsWithKnownCommits,
        Figure incidentsLinkedByRule,
        Count commitsWithoutKnownPerson,
        NegativeDurations negativeDurations,
        long stuckDeployments,
        int repositories,
        List<LatestEvent> latestEvents) {

    static final int LISTED_REPOSITORIES = 100;

    /**
     * Durations of the period that were measured below zero, and counted as zero.
     *
     * @param leadTimes of changes
     * @param recoveries of failed deployments
     * @param pullRequestStages of pull requests merged
     * @param restorations of incidents resolved
     */
    public record NegativeDurations(long leadTimes, long recoveries, long pullRequestStages, long restorations) {}

    /** @param at when the latest fact of the repository happened; null where there is none */
    public record LatestEvent(
            UUID repositoryId, String repository, @Nullable Instant at) {}

    static DataQuality of(
            DataQualityFigures current,
            DataQualityFigures previous,
            IncidentFigures incidents,
            IncidentFigures previousIncidents,
            NegativeDurations negative,
            long stuckDeployments,
            int repositories,
            List<LatestEvent> latestEvents) {
        return new DataQuality(
                Figure.of(
                        current.shareWithKnownCommits(),
                        Unit.RATIO,
                        current.deployments(),
                        Reason.NO_DEPLOYMENTS,
                        Trend.of(current.shareWithKnownCommits(), previous.shareWithKnownCommits(), Better.HIGHER)),
                Figure.of(
                        incidents.shareLinkedByRule(),
                        Unit.RATIO,
                        incidents.linked(),
                        Reason.NO_INCIDENTS,
                        Trend.of(incidents.shareLinkedByRule(), previousIncidents.shareLinkedByRule(), Better.LOWER)),
                Count.of(current.commitsWithoutPerson(), previous.commitsWithoutPerson()),
                negative,
                stuckDeployments,
                repositories,
                latestEvents);
    }
}
