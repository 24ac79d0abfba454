package org.seiplatform.reference;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far the figures of a scope and period can be trusted.
 *
 * @param deploymentsWithKnownCommits share of the successful deployments of the period; null if there are none
 * @param linkedByRule share of the linked incidents opened in the period; null if there are none
 * @param commitsWithoutKnownPerson commits of the period, without merges
 * @param negativeDurations lead times, recoveries, pull-request stages and restorations of the period that were below 0
 * @param stuckDeployments in progress for more than 24 hours, whatever the period
 * @param latestEvents when the latest fact of each repository happened, whatever the period; absent where it has none
 */
record DataQualityAnswer(
        @Nullable Double deploymentsWithKnownCommits,
        @Nullable Double linkedByRule,
        int commitsWithoutKnownPerson,
        NegativeDurations negativeDurations,
        int stuckDeployments,
        Map<UUID, Instant> latestEvents) {

    /** Durations below 0, by what they belong to. */
    record NegativeDurations(int leadTimes, int recoveries, int pullRequestStages, int restorations) {

        int total() {
            return leadTimes + recoveries + pullRequestStages + restorations;
        }
    }
}
