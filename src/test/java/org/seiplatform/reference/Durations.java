package org.seiplatform.reference;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Durations as figures. */
final class Durations {

    private Durations() {}

    /** Seconds with microseconds; negative durations count as 0. */
    static double seconds(Duration duration) {
        return duration.isNegative() ? 0 : ChronoUnit.MICROS.between(Instant.EPOCH, Instant.EPOCH.plus(duration)) / 1e6;
    }

    static double secondsBetween(Instant from, Instant to) {
        return seconds(Duration.between(from, to));
    }

    /** Days of 24 hours, with fractions. */
    static double days(Duration duration) {
        return seconds(duration) / 86_400;
    }
}
