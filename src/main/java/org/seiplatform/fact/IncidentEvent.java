package org.seiplatform.fact;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An incident; natural key: organization and external id.
 *
 * @param resolvedAt null while it is open
 * @param causedBy the deployments that the sender names as its cause; empty leaves the cause to the rule
 * @param cause {@link Cause#EXTERNAL} links the incident to no deployment
 */
public record IncidentEvent(
        String externalId,
        @Nullable UUID repositoryId,
        @Nullable UUID teamId,
        @Nullable String title,
        @Nullable String severity,
        Instant openedAt,
        @Nullable Instant resolvedAt,
        List<CausingDeployment> causedBy,
        @Nullable Cause cause,
        Instant updatedAt)
        implements Event {

    /** What brought an incident about. */
    public enum Cause {
        DEPLOYMENT,
        EXTERNAL
    }

    /** A deployment by its natural key. */
    public record CausingDeployment(UUID repositoryId, String externalId) {}
}
