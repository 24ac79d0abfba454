package org.seiplatform.platform.security;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an API key; not the key itself.
 *
 * @param keyId the part of the key that is no secret
 * @param organizationId null for an operator's key
 * @param expiresAt from when on it is refused; null if it never expires
 * @param lastUsedAt when it was last seen, to the minute; null if never
 * @param revokedAt when it was revoked; null if it was not
 */
public record ApiKey(
        UUID id,
        String keyId,
        @Nullable UUID organizationId,
        String name,
        Role role,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {

    boolean usableAt(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }
}
