package org.seiplatform.developer;

import java.util.Collection;
import java.util.UUID;

/**
 * Events have named an erased developer; published before the events are stored.
 *
 * @param names that they are called
 * @param keys identities that appeared beside theirs for the first time
 */
public record ErasedPersonObserved(
        UUID organizationId, UUID developerId, Collection<String> names, Collection<IdentityKey> keys) {}
