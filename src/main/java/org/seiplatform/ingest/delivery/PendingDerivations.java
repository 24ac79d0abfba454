package org.seiplatform.ingest.delivery;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The sequences of deployments that a write has touched, each with the earliest place from which it must be derived again. */
public final class PendingDerivations {

    private final Map<Sequence, Instant> from = new HashMap<>();

    void add(UUID repositoryId, int environmentId, Instant finishedAt) {
        from.merge(
                new Sequence(repositoryId, environmentId),
                finishedAt,
                (known, added) -> added.isBefore(known) ? added : known);
    }

    Map<Sequence, Instant> from() {
        return Map.copyOf(from);
    }

    /** The successful deployments of one repository into one environment, in order. */
    record Sequence(UUID repositoryId, int environmentId) {}
}
