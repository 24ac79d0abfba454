package org.seiplatform.developer.privacy;

import java.util.UUID;

/** A developer has been erased; published within the transaction that does it, once for each time that something was erased. */
public record DeveloperErased(UUID organizationId, UUID developerId) {}
