package org.seiplatform.reference;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
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
        Instant updatedAt) {

    boolean external() {
        return "external".equals(cause);
    }
}
