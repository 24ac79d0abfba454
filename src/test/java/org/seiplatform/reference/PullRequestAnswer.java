package org.seiplatform.reference;

import org.jspecify.annotations.Nullable;

/**
 * Pull-request flow of a scope in a period. Stages are distributions in seconds over those pull requests that have the stage.
 *
 * @param cycleNotDeployed how many of the cycle's sample end at the merge because no deployment delivered it yet
 * @param openNow whatever the period
 * @param sizeMedian lines added and deleted of merged pull requests whose size is known
 * @param reviewsPerPullRequest mean over the merged ones; null if there are none
 * @param mergedWithoutReview share of the merged ones; null if there are none
 * @param reviewLoadGini see {@link Gini}
 */
record PullRequestAnswer(
        Percentiles coding,
        Percentiles pickup,
        Percentiles review,
        Percentiles deploy,
        Percentiles cycle,
        int cycleNotDeployed,
        int opened,
        int merged,
        int closedUnmerged,
        int openNow,
        @Nullable Double sizeMedian,
        @Nullable Double reviewsPerPullRequest,
        @Nullable Double commentsPerPullRequest,
        @Nullable Double mergedWithoutReview,
        @Nullable Double reviewLoadGini) {}
