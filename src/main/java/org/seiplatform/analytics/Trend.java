package org.seiplatform.analytics;

import org.jspecify.annotations.Nullable;

/**
 * A figure against the same figure of the period of equal length just before.
 *
 * @param previous the figure of that period, in the unit of the metric
 * @param change (value - previous) / previous; null where either is null or previous is 0
 * @param direction null where change is, and where more is neither better nor worse
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
    public enum Better {
        HIGHER,
        LOWER
    }

    public static Trend of(@Nullable Double value, @Nullable Double previous, Better better) {
        Double change = change(value, previous);
        return new Trend(previous, change, change == null ? null : direction(change, better));
    }

    /** Of a figure that is neither good nor bad by itself. */
    public static Trend neutral(@Nullable Double value, @Nullable Double previous) {
        return new Trend(previous, change(value, previous), null);
    }

    private static @Nullable Double change(@Nullable Double value, @Nullable Double previous) {
        return value == null || previous == null || previous == 0 ? null : (value - previous) / previous;
    }

    private static Direction direction(double change, Better better) {
        if (Math.abs(change) < STEADY_BELOW) {
            return Direction.STEADY;
        }
        return (change > 0) == (better == Better.HIGHER) ? Direction.IMPROVING : Direction.WORSENING;
    }
}
