package org.seiplatform.analytics.incident;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.seiplatform.analytics.Count;
import org.seiplatform.analytics.DurationFigure;
import org.seiplatform.analytics.Measure.Reason;

/**
 * From the opening of an incident to its resolution, over the incidents resolved in a period (metrics.md, "Other figures").
 *
 * @param incidentsOpened incidents opened in the period, resolved or not
 */
public record TimeToRestore(@JsonUnwrapped DurationFigure duration, Count incidentsOpened) {

    public static TimeToRestore of(IncidentFigures current, IncidentFigures previous) {
        return new TimeToRestore(
                DurationFigure.of(current.timeToRestore(), previous.timeToRestore(), Reason.NO_INCIDENTS),
                Count.of(current.opened(), previous.opened()));
    }
}
