package org.seiplatform.analytics;

import org.jspecify.annotations.Nullable;

/**
 * A figure against the same figure of the period of equal length just before.
 *
 * @param previous the figure of that period, in the unit of the metric
 * @param change (value - previous) / previous; null where either is null or previous is 0
 * @param direction null where change is
 */
public record Trend(
        @Nullable Double previous,
        @Nullable Double change,
        @Nullable Direction direction) {

    private static final double STEADY_BELOW = 0.05;

    /** Whether a figure became better, in the sense of its metric. */
    public enum Direction {
        IMPROVING,
        WORSENING,
        STEADY
    }

    /** Which way a metric should move. */
    enum Better {
        HIGHER,
        LOWER
    }

    static Trend of(@Nullable Double value, @Nullable Double previous, Better better) {
        if (value == null || previous == null || previous == 0) {
            return new Trend(previous, null, null);
        }
        double change = (value - previous) / previous;
        return new Trend(previous, change, direction(change, better));
    }

    private static Direction direction(double change, Better better) {
        if (Math.abs(change) < STEADY_BELOW) {
            return Direction.STEADY;
        }
        return (change > 0) == (better == Better.HIGHER) ? Direction.IMPROVING : Direction.WORSENING;
    }
}
