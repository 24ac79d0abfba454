package org.seiplatform.developer;

import java.util.UUID;

/**
 * Events have shown that two developers are one; published within the transaction that unites them.
 *
 * @param survivorId who has the other's identities now
 */
public record DevelopersMerged(UUID organizationId, UUID survivorId) {}
