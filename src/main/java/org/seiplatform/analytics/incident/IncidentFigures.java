package org.seiplatform.analytics.incident;

import org.jspecify.annotations.Nullable;
import org.seiplatform.analytics.Sample;

/**
 * What the incidents of one period add up to.
 *
 * @param opened those opened in the period
 * @param linked those of them that are laid to a deployment
 * @param linkedByRule those of these whose sender named none
 * @param timeToRestore of those resolved in it
 * @param negative those resolved before they opened
 */
public record IncidentFigures(long opened, long linked, long linkedByRule, Sample timeToRestore, long negative) {

    /** Share of the incidents laid to a deployment whose sender named none; null where none is laid to any. */
    public @Nullable Double shareLinkedByRule() {
        return linked == 0 ? null : linkedByRule / (double) linked;
    }
}
