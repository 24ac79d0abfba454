package org.seiplatform.platform.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One entry of the record.
 *
 * @param organizationId the organization concerned; null for what concerns the installation
 * @param position the entry's number in the chain of its organization, from 1 without gaps
 * @param actor the subject of a key or token, {@code system} for the service itself, {@code anonymous} without authentication
 * @param actorRole null where there is no caller
 * @param action what was done or tried, such as {@code team.changed}
 * @param before the object before the change; null where there was none or it is not recorded
 * @param after the object after the change; null where it is no more or not recorded
 * @param address whose address the request came from; null outside of requests
 * @param hash of this entry and all before it, hexadecimal
 * @param redacted whether an erasure took a person out of it
 */
public record AuditEvent(
        UUID id,
        @Nullable UUID organizationId,
        long position,
        Instant occurredAt,
        Outcome outcome,
        String actor,
        @Nullable String actorRole,
        String action,
        @Nullable String objectType,
        @Nullable String objectId,
        @Nullable JsonNode before,
        @Nullable JsonNode after,
        @Nullable String requestId,
        @Nullable String address,
        String hash,
        boolean redacted) {

    /** Whether it was done or denied. */
    public enum Outcome {
        DONE,
        DENIED
    }
}
