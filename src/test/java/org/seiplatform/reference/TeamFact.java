package org.seiplatform.reference;

import java.util.Set;
import java.util.UUID;

/**
 * A team as it is now.
 *
 * @param repositories what it owns; its figures are those of these repositories
 * @param members who belongs to it, each by one of their identities; only the figures about people depend on them
 */
record TeamFact(UUID id, String slug, Set<UUID> repositories, Set<Identity> members) {}
