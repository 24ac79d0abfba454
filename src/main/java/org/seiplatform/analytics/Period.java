package org.seiplatform.analytics;

import java.time.Duration;
import java.time.Instant;

/** A half-open span of time: {@code start} belongs to it, {@code end} does not. */
public record Period(Instant start, Instant end) {

    private static final Duration SHORTEST_RATED = Duration.ofDays(7);

    /** @throws IllegalArgumentException if the period is empty or runs backwards */
    public Period {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("A period must start before it ends");
        }
    }

    public Duration length() {
        return Duration.between(start, end);
    }

    /** Its length in days of 24 hours, with fractions. */
    public double days() {
        return length().toNanos() / (double) Duration.ofDays(1).toNanos();
    }

    /** The period of equal length just before this one. */
    public Period previous() {
        return new Period(start.minus(length()), start);
    }

    /** Whether it is long enough for its figures to be rated: seven days or more. */
    public boolean rated() {
        return length().compareTo(SHORTEST_RATED) >= 0;
    }
}
