package org.seiplatform.fact;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.persistence.AdvisoryLocks;

/**
 * What one transaction at a time changes the facts of.
 *
 * @param repositoryId null for the facts of the organization itself
 */
record ChangedPlace(@Nullable UUID repositoryId) {

    /** The only place that events change; empty where they change several or none. */
    static Optional<ChangedPlace> ofAll(List<? extends Event> events) {
        Set<ChangedPlace> places = events.stream()
                .map(event -> new ChangedPlace(event.changedRepository()))
                .collect(Collectors.toSet());
        return places.size() == 1 ? Optional.of(places.iterator().next()) : Optional.empty();
    }

    /** The name of its lock. */
    String lock(UUID organizationId) {
        return repositoryId == null
                ? AdvisoryLocks.ingestOfOrganizationFacts(organizationId)
                : AdvisoryLocks.ingestOfRepository(repositoryId);
    }
}
