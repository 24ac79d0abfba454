package org.seiplatform.reference;

import java.util.UUID;

/**
 * A source repository.
 *
 * @param provider {@code github}, {@code gitlab} or {@code git}
 */
record RepositoryFact(UUID id, String provider, String providerId, String defaultBranch) {}
