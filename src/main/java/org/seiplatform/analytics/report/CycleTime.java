package org.seiplatform.analytics.report;

import org.seiplatform.analytics.DurationFigure;
import org.seiplatform.analytics.Measure.Reason;

/**
 * The stages of the pull requests merged in a period, in seconds, each over those that have the stage (metrics.md, "Pull-request
 * flow").
 *
 * @param coding first commit authored to opened
 * @param pickup ready for review to the first review or comment by another person
 * @param review from there to the merge
 * @param deploy merge to the first deployment that delivered it
 * @param cycle first commit authored to deployed, or to the merge while not deployed
 * @param cycleNotDeployed how many of the cycle's sample end at the merge
 */
public record CycleTime(
        DurationFigure coding,
        DurationFigure pickup,
        DurationFigure review,
        DurationFigure deploy,
        DurationFigure cycle,
        long cycleNotDeployed) {

    static CycleTime of(FlowFigures current, FlowFigures previous) {
        boolean any = current.merged() > 0;
        Reason noReaction = any ? Reason.NO_REVIEWS : Reason.NO_PULL_REQUESTS;
        Reason noCommits = any ? Reason.NO_COMMITS : Reason.NO_PULL_REQUESTS;
        return new CycleTime(
                DurationFigure.of(current.coding(), previous.coding(), noCommits),
                DurationFigure.of(current.pickup(), previous.pickup(), noReaction),
                DurationFigure.of(current.review(), previous.review(), noReaction),
                DurationFigure.of(
                        current.deploy(), previous.deploy(), any ? Reason.NO_DEPLOYMENTS : Reason.NO_PULL_REQUESTS),
                DurationFigure.of(current.cycle(), previous.cycle(), noCommits),
                current.cycleNotDeployed());
    }
}
