package org.seiplatform.platform.dataversion;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one version. Times are those of {@link System#nanoTime()}; what is known holds as of the moment when the reading
 * of it began.
 */
final class TrackedVersion {

    private @Nullable Version known;
    private long asOf;
    private boolean changed;
    private long changedAt;
    private @Nullable Reading reading;

    /** A reading that is under way. */
    record Reading(long began, CompletableFuture<Version> result) {}

    /** Null unless the version was read at most so long ago and nothing is known to have changed since. */
    synchronized @Nullable Version current(long now, long maximumAge) {
        return known != null && now - asOf <= maximumAge && !changedSince(asOf) ? known : null;
    }

    synchronized @Nullable Version lastKnown() {
        return known;
    }

    /** Notes a change that has been committed. */
    synchronized void changed(long now) {
        changed = true;
        changedAt = now;
    }

    /** Whether a change is known that may have come after this moment. */
    synchronized boolean changedSince(long moment) {
        return changed && changedAt - moment >= 0;
    }

    /** Learns what a reading found. Of two, the one that began later is right. */
    synchronized void learn(Version version, long began) {
        if (known == null || began - asOf > 0) {
            known = version;
            asOf = began;
        }
    }

    /** The reading under way if it will be current when it is done, else a new one, which {@code begin} has to begin. */
    synchronized Reading join(long now, long maximumAge, Consumer<Reading> begin) {
        Reading current = reading;
        if (current == null
                || current.result().isDone()
                || now - current.began() > maximumAge
                || changedSince(current.began())) {
            current = new Reading(now, new CompletableFuture<>());
            reading = current;
            begin.accept(current);
        }
        return current;
    }
}
