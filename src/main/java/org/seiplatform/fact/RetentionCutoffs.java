package org.seiplatform.fact;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an organization no longer keeps: facts that ended before these times.
 *
 * @param times by kind; a kind that is missing is kept for ever
 */
public record RetentionCutoffs(UUID organizationId, Map<FactKind, Instant> times) {

    /** What deployments are derived from. */
    private static final Set<FactKind> DERIVED_FROM =
            Set.of(FactKind.COMMIT, FactKind.PULL_REQUEST, FactKind.DEPLOYMENT);

    public RetentionCutoffs {
        times = Map.copyOf(times);
    }

    /** The time for facts of a kind; null keeps all of them. */
    public @Nullable Instant of(FactKind kind) {
        return times.get(kind);
    }

    /** The time before which deployments cannot be derived again, because facts that they follow from may be gone; null for none. */
    public @Nullable Instant floor() {
        return DERIVED_FROM.stream()
                .map(times::get)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
