package org.seiplatform.analytics;

import org.jspecify.annotations.Nullable;

/**
 * What every metric says: its value and how far to trust it.
 *
 * @param value null where there is no data, never 0 for that
 * @param rating null where nothing is measured, the period is too short, or no benchmark is published
 * @param reason why value or rating is null; null where neither is
 * @param sampleSize what the value was computed from: deployments, changes or failures
 * @param lowConfidence whether the sample is smaller than five
 */
public record Measure(
        @Nullable Double value,
        Unit unit,
        @Nullable Rating rating,
        @Nullable Reason reason,
        long sampleSize,
        boolean lowConfidence,
        Trend trend) {

    private static final long CONFIDENT_FROM = 5;

    /** Whether so small a sample says little. */
    public static boolean lowConfidence(long sampleSize) {
        return sampleSize < CONFIDENT_FROM;
    }

    public static Measure of(
            @Nullable Double value,
            Unit unit,
            @Nullable Rating rating,
            @Nullable Reason reason,
            long sampleSize,
            Trend trend) {
        return new Measure(value, unit, rating, reason, sampleSize, lowConfidence(sampleSize), trend);
    }

    /** The units of values. */
    public enum Unit {
        PER_DAY,
        SECONDS,
        RATIO,
        COUNT,
        LINES
    }

    /** Why there is no value, or no rating. */
    public enum Reason {
        NO_DEPLOYMENTS,
        NO_CHANGES,
        NO_FAILURES,
        NO_FAILURE_SIGNAL,
        NO_INCIDENTS,
        NO_PULL_REQUESTS,
        NO_REVIEWS,
        NO_COMMITS,
        NO_SIZES,
        NOT_RECOVERED,
        PERIOD_TOO_SHORT,
        NO_BENCHMARK
    }
}
