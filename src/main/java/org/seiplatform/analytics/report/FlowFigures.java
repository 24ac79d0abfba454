package org.seiplatform.analytics.report;

import org.jspecify.annotations.Nullable;
import org.seiplatform.analytics.Sample;

/**
 * What the pull requests of one period add up to; all but the first and the third are of those merged in it.
 *
 * @param opened those opened in the period
 * @param closedUnmerged those closed in it without being merged
 * @param cycle to the deployment, or to the merge where there was none yet
 * @param cycleNotDeployed how many of the cycle's sample end at the merge
 * @param sizeMedian lines added and deleted; null where no size is known
 * @param sized those whose size is known
 * @param reviews by other persons
 * @param comments review comments by other persons
 * @param unreviewed those without either
 * @param reviewLoad the Gini coefficient of reviews by person; null where nobody reviewed
 * @param reviewers how many persons reviewed
 * @param negativeStages stages measured below zero: there the clocks disagreed, or things came in another order
 */
record FlowFigures(
        long opened,
        long merged,
        long closedUnmerged,
        Sample coding,
        Sample pickup,
        Sample review,
        Sample deploy,
        Sample cycle,
        long cycleNotDeployed,
        @Nullable Double sizeMedian,
        long sized,
        long reviews,
        long comments,
        long unreviewed,
        @Nullable Double reviewLoad,
        long reviewers,
        long negativeStages) {

    @Nullable
    Double reviewsPerPullRequest() {
        return perPullRequest(reviews);
    }

    @Nullable
    Double commentsPerPullRequest() {
        return perPullRequest(comments);
    }

    @Nullable
    Double mergedWithoutReview() {
        return perPullRequest(unreviewed);
    }

    private @Nullable Double perPullRequest(long number) {
        return merged == 0 ? null : number / (double) merged;
    }
}
