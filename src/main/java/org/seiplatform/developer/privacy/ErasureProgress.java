package org.seiplatform.developer.privacy;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far an erasure is.
 *
 * @param finishedAt when nothing that was stored spoke of the person any more; null before
 */
public record ErasureProgress(
        UUID developerId,
        State state,
        Instant requestedAt,
        @Nullable Instant finishedAt) {

    /** Whether it is finished. */
    public enum State {
        /** Who they are is gone; texts that were stored before are gone through. */
        IN_PROGRESS,
        /** Nothing speaks of them any more. */
        DONE
    }
}
