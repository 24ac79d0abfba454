package org.seiplatform.analytics;

import org.jspecify.annotations.Nullable;
import org.seiplatform.analytics.Measure.Reason;
import org.seiplatform.analytics.Measure.Unit;

/**
 * A median, a mean or a share that nobody is rated by.
 *
 * @param value null where there is no data, never 0 for that
 * @param reason why value is null; null where it is not
 * @param sampleSize what the value was computed from
 * @param lowConfidence whether the sample is smaller than five
 */
public record Figure(
        @Nullable Double value,
        Unit unit,
        @Nullable Reason reason,
        long sampleSize,
        boolean lowConfidence,
        Trend trend) {

    /** @param noData the reason to give where value is null */
    public static Figure of(@Nullable Double value, Unit unit, long sampleSize, Reason noData, Trend trend) {
        return new Figure(
                value, unit, value == null ? noData : null, sampleSize, Measure.lowConfidence(sampleSize), trend);
    }
}
