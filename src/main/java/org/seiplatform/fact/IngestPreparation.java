package org.seiplatform.fact;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.seiplatform.developer.Identities;
import org.springframework.stereotype.Component;

/**
 * Adds, before the transaction that stores events begins, the people and environments that the events name.
 *
 * <p>All writers of an organization share these, whatever their repositories: added within the transactions they would make
 * webhooks wait for the end of an import. Known people and environments without events do no harm.
 */
@Component
class IngestPreparation {

    private static final int BATCH = 2_000;

    private final RepositoryQueries repositories;
    private final Identities identities;
    private final FactTypes types;

    IngestPreparation(RepositoryQueries repositories, Identities identities, FactTypes types) {
        this.repositories = repositories;
        this.identities = identities;
        this.types = types;
    }

    /** Goes through the events once, holding no more than a batch of them. */
    Needs prepare(UUID organizationId, Iterable<? extends Event> events) {
        Needs needs = new Needs();
        List<Event> batch = new ArrayList<>();
        for (Event event : events) {
            needs.add(event);
            batch.add(event);
            if (batch.size() == BATCH) {
                prepareBatch(organizationId, batch);
                batch.clear();
            }
        }
        prepareBatch(organizationId, batch);
        return needs;
    }

    private void prepareBatch(UUID organizationId, List<Event> batch) {
        Set<UUID> repositoryIds = batch.stream()
                .map(Event::changedRepository)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        KnownRepositories known = repositories.find(organizationId, repositoryIds);
        known.require(repositoryIds);
        identities.observe(
                organizationId,
                batch.stream()
                        .flatMap(event -> ObservedIdentities.in(event, known).stream())
                        .toList());
        types.all().forEach(type -> type.prepare(organizationId, batch));
    }

    /** What the transaction needs. */
    static final class Needs {

        private final Set<UUID> changed = new TreeSet<>();
        private final Set<UUID> named = new TreeSet<>();
        private boolean ofOrganization;

        private void add(Event event) {
            UUID repositoryId = event.changedRepository();
            if (repositoryId == null) {
                ofOrganization = true;
            } else {
                changed.add(repositoryId);
            }
            named.addAll(event.namedRepositories());
        }

        /** Repositories whose facts change. */
        Set<UUID> changed() {
            return changed;
        }

        /** Repositories that the organization must have. */
        Set<UUID> named() {
            return named;
        }

        /** Whether facts of the organization change. */
        boolean ofOrganization() {
            return ofOrganization;
        }
    }
}
