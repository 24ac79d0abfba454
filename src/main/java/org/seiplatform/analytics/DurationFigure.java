package org.seiplatform.analytics;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.seiplatform.analytics.Measure.Reason;
import org.seiplatform.analytics.Measure.Unit;
import org.seiplatform.analytics.Trend.Better;

/** A duration in seconds that nobody is rated by; the value is the median. */
public record DurationFigure(
        @JsonUnwrapped Figure figure, @JsonUnwrapped Percentiles distribution) {

    /** Of one that had better be short. */
    public static DurationFigure of(Sample current, Sample previous, Reason noData) {
        return of(current, noData, Trend.of(current.median(), previous.median(), Better.LOWER));
    }

    /** Of one that is neither good nor bad by itself. */
    public static DurationFigure neutral(Sample current, Sample previous, Reason noData) {
        return of(current, noData, Trend.neutral(current.median(), previous.median()));
    }

    private static DurationFigure of(Sample current, Reason noData, Trend trend) {
        return new DurationFigure(
                Figure.of(current.median(), Unit.SECONDS, current.size(), noData, trend), current.distribution());
    }
}
