package org.seiplatform.analytics.report;

import org.seiplatform.analytics.Count;
import org.seiplatform.analytics.Figure;
import org.seiplatform.analytics.Measure.Reason;
import org.seiplatform.analytics.Measure.Unit;
import org.seiplatform.analytics.Trend;
import org.seiplatform.analytics.Trend.Better;

/**
 * How many pull requests there were, and how large.
 *
 * @param openNow whatever the period
 * @param size median of lines added and deleted, over the merged ones whose size is known; smaller is better
 */
public record PullRequestCounts(Count opened, Count merged, Count closedUnmerged, long openNow, Figure size) {

    static PullRequestCounts of(FlowFigures current, FlowFigures previous, long openNow) {
        return new PullRequestCounts(
                Count.of(current.opened(), previous.opened()),
                Count.of(current.merged(), previous.merged()),
                Count.of(current.closedUnmerged(), previous.closedUnmerged()),
                openNow,
                Figure.of(
                        current.sizeMedian(),
                        Unit.LINES,
                        current.sized(),
                        current.merged() > 0 ? Reason.NO_SIZES : Reason.NO_PULL_REQUESTS,
                        Trend.of(current.sizeMedian(), previous.sizeMedian(), Better.LOWER)));
    }
}
