package org.seiplatform.analytics;

import org.jspecify.annotations.Nullable;

/**
 * The distribution of a duration in seconds, interpolated linearly between closest ranks; all null where there is no sample.
 */
public record Percentiles(
        @Nullable Double p50,
        @Nullable Double p75,
        @Nullable Double p90,
        @Nullable Double p95) {

    static final Percentiles NONE = new Percentiles(null, null, null, null);

    /** @param values the four percentiles as PostgreSQL's {@code percentile_cont} answers them; null where it had no rows */
    public static Percentiles of(Double @Nullable [] values) {
        return values == null ? NONE : new Percentiles(values[0], values[1], values[2], values[3]);
    }
}
