package org.seiplatform.analytics;

/** How many there were. Zero means none; more is neither better nor worse. */
public record Count(long value, Trend trend) {

    public static Count of(long value, long previous) {
        return new Count(value, Trend.neutral((double) value, (double) previous));
    }
}
