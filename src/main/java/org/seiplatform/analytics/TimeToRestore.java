package org.seiplatform.analytics;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.seiplatform.analytics.Measure.Reason;

/**
 * From the opening of an incident to its resolution, over the incidents resolved in a period (metrics.md, "Other figures").
 *
 * @param incidentsOpened incidents opened in the period, resolved or not
 */
public record TimeToRestore(@JsonUnwrapped DurationFigure duration, Count incidentsOpened) {

    static TimeToRestore of(RestoreFigures current, RestoreFigures previous) {
        return new TimeToRestore(
                DurationFigure.of(current.timeToRestore(), previous.timeToRestore(), Reason.NO_INCIDENTS),
                Count.of(current.opened(), previous.opened()));
    }
}
