package org.seiplatform.coderepo;

import java.util.UUID;

/** A repository is on another host than was known; published within the transaction that makes it so. */
public record RepositoryMoved(UUID organizationId, Provider provider, String from, String to) {}
