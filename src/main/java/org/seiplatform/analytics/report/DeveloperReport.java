package org.seiplatform.analytics.report;

import java.time.Instant;
import java.util.UUID;
import org.seiplatform.analytics.Count;
import org.seiplatform.analytics.DurationFigure;
import org.seiplatform.analytics.Figure;
import org.seiplatform.analytics.Measure.Reason;
import org.seiplatform.analytics.Measure.Unit;
import org.seiplatform.analytics.Period;
import org.seiplatform.analytics.Scope;
import org.seiplatform.analytics.Trend;

/**
 * What one developer did in a period. It describes; nothing in it is rated, or called better or worse than before.
 *
 * @param environment the environment that changes were delivered to; {@code production} stands for all that the organization's
 *     pattern calls so
 * @param timeZone IANA name of the zone in which days were cut
 * @param dataAsOf when the organization's data last changed: the answer reflects everything up to then
 */
public record DeveloperReport(
        Subject developer,
        Period period,
        String environment,
        String timeZone,
        Instant dataAsOf,
        Commits activity,
        PullRequests pullRequests,
        Reviews reviews,
        Deliveries deliveries,
        Collaboration collaboration) {

    /**
     * Whom it is about.
     *
     * @param bot whether it is a program, which the figures of teams leave out where they are about people
     */
    public record Subject(UUID id, String name, boolean bot) {}

    /**
     * What they committed, merges left out.
     *
     * @param activeDays local days with at least one commit
     */
    public record Commits(Count commits, Count activeDays, Count linesAdded, Count linesDeleted) {}

    /**
     * Their own pull requests.
     *
     * @param size median of lines added and deleted, over those merged in the period
     * @param pickup how long those waited for the first review or comment by another person
     */
    public record PullRequests(Count opened, Count merged, Figure size, DurationFigure pickup) {}

    /** What they gave to the pull requests of others in the period. */
    public record Reviews(Count reviewsGiven, Count commentsGiven) {}

    /**
     * How their changes reached their users.
     *
     * @param deployments that delivered at least one change of theirs
     */
    public record Deliveries(Count deployments, DurationFigure changeLeadTime) {}

    static DeveloperReport of(
            KnownDeveloper developer,
            Scope scope,
            Period period,
            DeveloperFigures now,
            DeveloperFigures before,
            Collaboration collaboration) {
        Reason noPickup = now.merged() > 0 ? Reason.NO_REVIEWS : Reason.NO_PULL_REQUESTS;
        return new DeveloperReport(
                new Subject(developer.id(), developer.name(), developer.bot()),
                period,
                scope.environmentName(),
                scope.timeZone().getId(),
                scope.dataAsOf(),
                new Commits(
                        Count.of(now.commits(), before.commits()),
                        Count.of(now.activeDays(), before.activeDays()),
                        Count.of(now.linesAdded(), before.linesAdded()),
                        Count.of(now.linesDeleted(), before.linesDeleted())),
                new PullRequests(
                        Count.of(now.opened(), before.opened()),
                        Count.of(now.merged(), before.merged()),
                        Figure.of(
                                now.sizeMedian(),
                                Unit.LINES,
                                now.sized(),
                                now.merged() > 0 ? Reason.NO_SIZES : Reason.NO_PULL_REQUESTS,
                                Trend.neutral(now.sizeMedian(), before.sizeMedian())),
                        DurationFigure.neutral(now.pickup(), before.pickup(), noPickup)),
                new Reviews(Count.of(now.reviews(), before.reviews()), Count.of(now.comments(), before.comments())),
                new Deliveries(
                        Count.of(now.deployments(), before.deployments()),
                        DurationFigure.neutral(now.leadTime(), before.leadTime(), Reason.NO_CHANGES)),
                collaboration);
    }
}
