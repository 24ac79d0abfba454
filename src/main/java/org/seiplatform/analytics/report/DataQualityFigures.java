package org.seiplatform.analytics.report;

import org.jspecify.annotations.Nullable;

/**
 * How complete the facts of one period are.
 *
 * @param deployments successful ones
 * @param withKnownCommits those of them whose delivered commits are known
 * @param commitsWithoutPerson commits, merges left out, whose author has no identity
 * @param negativeLeadTimes changes delivered before they were begun
 */
record DataQualityFigures(long deployments, long withKnownCommits, long commitsWithoutPerson, long negativeLeadTimes) {

    @Nullable
    Double shareWithKnownCommits() {
        return deployments == 0 ? null : withKnownCommits / (double) deployments;
    }
}
