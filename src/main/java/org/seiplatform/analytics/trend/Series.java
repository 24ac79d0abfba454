package org.seiplatform.analytics.trend;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seiplatform.analytics.Measure;
import org.seiplatform.analytics.Period;
import org.seiplatform.analytics.ScopeReference;

/**
 * One metric of a scope by buckets without gaps.
 *
 * @param timeZone IANA name of the zone in which the buckets were cut
 */
public record Series(
        ScopeReference scope,
        Period period,
        @Nullable String environment,
        TrendMetric metric,
        Measure.Unit unit,
        Granularity granularity,
        String timeZone,
        Instant dataAsOf,
        List<Bucket> buckets) {

    /**
     * One bucket; the first and the last are cut off where the period begins and ends.
     *
     * @param value null where a median or a rate has no data, 0 where a count has none
     * @param sampleSize what the value was computed from
     */
    public record Bucket(
            Instant start, Instant end, @Nullable Double value, long sampleSize) {}
}
