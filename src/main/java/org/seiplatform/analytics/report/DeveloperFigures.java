package org.seiplatform.analytics.report;

import org.jspecify.annotations.Nullable;
import org.seiplatform.analytics.Sample;

/**
 * What one developer did in one period.
 *
 * @param commits without merges
 * @param sizeMedian lines added and deleted of their pull requests merged in the period; null where no size is known
 * @param pickup how long those waited for another person
 * @param reviews they gave to others in the period
 * @param comments review comments likewise
 * @param deployments that delivered changes of theirs in the period
 * @param leadTime of those changes
 */
record DeveloperFigures(
        long commits,
        long activeDays,
        long linesAdded,
        long linesDeleted,
        long opened,
        long merged,
        @Nullable Double sizeMedian,
        long sized,
        Sample pickup,
        long reviews,
        long comments,
        long deployments,
        Sample leadTime) {}
