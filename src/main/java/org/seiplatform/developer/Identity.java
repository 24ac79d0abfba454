package org.seiplatform.developer;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a developer appears in events.
 *
 * @param host of a login; null for an e-mail address
 * @param value an e-mail address or a login, in lower case; unique with its kind and host
 * @param assignedByHand whether a person has put it where it is, so that no event moves it
 * @param matchesBot whether it is a login that matches the organization's pattern for bots
 * @param botByProvider whether its provider, or a sender of events, has said that it is a program's
 */
public record Identity(
        UUID id,
        IdentityKind kind,
        @Nullable String host,
        String value,
        boolean assignedByHand,
        boolean matchesBot,
        boolean botByProvider,
        Instant createdAt) {}
