package org.seiplatform.reference;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An incident as stated at {@code updatedAt}; natural key: external id.
 *
 * @param resolvedAt null while it is open
 * @param causedBy the deployments that its sender names; empty leaves the cause to the rule
 * @param cause {@code deployment} or {@code external}; null is like {@code deployment}
 */
record IncidentFact(
        String externalId,
        @Nullable UUID repositoryId,
        @Nullable UUID teamId,
        @Nullable String title,
        @Nullable String severity,
        Instant openedAt,
        @Nullable Instant resolvedAt,
        List<DeploymentFact.Key> causedBy,
        @Nullable String cause,
        Instant updatedAt)
        implements Fact {

    @Override
    public IncidentFact renamed(UnaryOperator<UUID> ids) {
        return new IncidentFact(
                externalId,
                repositoryId == null ? null : ids.apply(repositoryId),
                teamId == null ? null : ids.apply(teamId),
                title,
                severity,
                openedAt,
                resolvedAt,
                causedBy.stream()
                        .map(key -> new DeploymentFact.Key(ids.apply(key.repositoryId()), key.externalId()))
                        .toList(),
                cause,
                updatedAt);
    }

    boolean external() {
        return "external".equals(cause);
    }
}
