package org.seiplatform.delivery;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The sequences of deployments that a write has touched, each with the earliest place from which it must be derived again. */
final class PendingDerivations {

    private final Map<Sequence, Instant> from = new HashMap<>();

    void add(UUID repositoryId, int environmentId, Instant finishedAt) {
        from.merge(
                new Sequence(repositoryId, environmentId),
                finishedAt,
                (known, added) -> added.isBefore(known) ? added : known);
    }

    /** Holds each place to the time before which its repository is not derived again. */
    void notBefore(Function<UUID, @Nullable Instant> floors) {
        Map<UUID, Optional<Instant>> known = new HashMap<>();
        from.replaceAll((sequence, place) -> known.computeIfAbsent(
                        sequence.repositoryId(), repositoryId -> Optional.ofNullable(floors.apply(repositoryId)))
                .filter(place::isBefore)
                .orElse(place));
    }

    Map<Sequence, Instant> from() {
        return Map.copyOf(from);
    }

    /** The successful deployments of one repository into one environment, in order. */
    record Sequence(UUID repositoryId, int environmentId) {}
}
