package org.seiplatform.fact;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an organization no longer keeps: facts that ended before these times. Null keeps all facts of a kind.
 */
public record RetentionCutoffs(
        UUID organizationId,
        @Nullable Instant commits,
        @Nullable Instant pullRequests,
        @Nullable Instant deployments,
        @Nullable Instant incidents) {

    /** The time before which deployments cannot be derived again, because facts that they follow from may be gone; null for none. */
    public @Nullable Instant floor() {
        return Stream.of(commits, pullRequests, deployments)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
