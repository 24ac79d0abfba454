package org.seiplatform.reference;

import java.time.Duration;
import java.time.Instant;

/** A change and how long it took to its environment: one row behind change lead time. */
record LeadTime(Delivery delivery, CommitFact commit, Instant start) {

    /** As measured: negative where clocks disagree. */
    Duration measured() {
        return Duration.between(start, delivery.finishedAt());
    }

    boolean negative() {
        return measured().isNegative();
    }

    /** What counts: never below 0. */
    double seconds() {
        return Durations.seconds(measured());
    }
}
