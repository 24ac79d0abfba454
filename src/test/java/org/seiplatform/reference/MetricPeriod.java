package org.seiplatform.reference;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A half-open span of time: {@code start} belongs to it, {@code end} does not. */
record MetricPeriod(Instant start, Instant end) {

    boolean contains(@Nullable Instant instant) {
        return instant != null && !instant.isBefore(start) && instant.isBefore(end);
    }

    Duration length() {
        return Duration.between(start, end);
    }

    /** The period of equal length just before. */
    MetricPeriod previous() {
        return new MetricPeriod(start.minus(length()), start);
    }

    /** Whether its figures have ratings: seven days or more. */
    boolean rated() {
        return length().compareTo(Duration.ofDays(7)) >= 0;
    }
}
