package org.seiplatform.analytics;

import org.jspecify.annotations.Nullable;

/**
 * How complete the facts of one period are.
 *
 * @param deployments successful ones
 * @param withKnownCommits those of them whose delivered commits are known
 * @param linked incidents opened in the period that are laid to a deployment
 * @param linkedByRule those of them whose sender named none
 * @param commitsWithoutPerson commits, merges left out, whose author has no identity
 * @param negativeLeadTimes changes delivered before they were begun
 */
record DataQualityFigures(
        long deployments,
        long withKnownCommits,
        long linked,
        long linkedByRule,
        long commitsWithoutPerson,
        long negativeLeadTimes) {

    @Nullable
    Double shareWithKnownCommits() {
        return deployments == 0 ? null : withKnownCommits / (double) deployments;
    }

    @Nullable
    Double shareLinkedByRule() {
        return linked == 0 ? null : linkedByRule / (double) linked;
    }
}
