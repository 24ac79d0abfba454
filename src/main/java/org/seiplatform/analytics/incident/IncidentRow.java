package org.seiplatform.analytics.incident;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An incident, with the deployments it is laid to.
 *
 * @param timeToRestoreSeconds from opening to resolution, never negative; null while it is open
 * @param deployments empty where it is laid to none
 */
public record IncidentRow(
        String externalId,
        @Nullable UUID repositoryId,
        @Nullable UUID teamId,
        @Nullable String title,
        @Nullable String severity,
        Instant openedAt,
        @Nullable Instant resolvedAt,
        @Nullable Double timeToRestoreSeconds,
        @Nullable String cause,
        List<Link> deployments) {

    /**
     * A deployment that the incident is laid to.
     *
     * @param linkedBy {@code explicit} where the sender named it, else {@code rule}
     * @param finishedAt null while the named deployment has not been received, or has not succeeded
     */
    public record Link(
            UUID repositoryId,
            String externalId,
            String linkedBy,
            @Nullable Instant finishedAt) {}
}
