package org.seiplatform.fact;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.seiplatform.developer.Identities;
import org.seiplatform.developer.privacy.ErasedPeople;
import org.seiplatform.developer.privacy.ErasedWords;
import org.springframework.stereotype.Component;

/**
 * Makes known, before the transaction that stores events begins, the people and environments that the events name.
 *
 * <p>All writers of an organization share these, whatever their repositories: added within the transactions they would make
 * webhooks wait for the end of an import. Known people and environments without events do no harm.
 */
@Component
class IngestPreparation {

    private static final int BATCH = 2_000;

    private final RepositoryQueries repositories;
    private final Identities identities;
    private final Environments environments;
    private final ErasedPeople erasedPeople;

    IngestPreparation(
            RepositoryQueries repositories,
            Identities identities,
            Environments environments,
            ErasedPeople erasedPeople) {
        this.erasedPeople = erasedPeople;
        this.repositories = repositories;
        this.identities = identities;
        this.environments = environments;
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
                .map(IngestPreparation::repository)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        KnownRepositories known = repositories.find(organizationId, repositoryIds);
        known.require(repositoryIds);
        identities.sight(
                organizationId,
                batch.stream()
                        .flatMap(event -> Sightings.in(event, known).stream())
                        .toList());
        addEnvironments(organizationId, batch);
    }

    private void addEnvironments(UUID organizationId, List<Event> batch) {
        if (batch.stream().noneMatch(DeploymentEvent.class::isInstance)) {
            return;
        }
        ErasedWords erased = erasedPeople.words(organizationId);
        environments.of(
                organizationId,
                batch.stream()
                        .filter(DeploymentEvent.class::isInstance)
                        .map(event -> (DeploymentEvent) ErasedTexts.without(erased, event))
                        .toList());
    }

    /** The repository whose facts an event changes; null for an incident, which only refers to some. */
    private static @Nullable UUID repository(Event event) {
        return switch (event) {
            case CommitEvent commit -> commit.repositoryId();
            case PullRequestEvent pullRequest -> pullRequest.repositoryId();
            case DeploymentEvent deployment -> deployment.repositoryId();
            case IncidentEvent incident -> null;
        };
    }

    /** What the transaction needs. */
    static final class Needs {

        private final Set<UUID> changed = new TreeSet<>();
        private final Set<UUID> named = new TreeSet<>();
        private boolean incidents;

        private void add(Event event) {
            UUID repositoryId = repository(event);
            if (repositoryId != null) {
                changed.add(repositoryId);
                named.add(repositoryId);
            } else if (event instanceof IncidentEvent incident) {
                incidents = true;
                if (incident.repositoryId() != null) {
                    named.add(incident.repositoryId());
                }
                incident.causedBy().forEach(cause -> named.add(cause.repositoryId()));
            }
        }

        /** Repositories whose facts change. */
        Set<UUID> changed() {
            return changed;
        }

        /** Repositories that the organization must have. */
        Set<UUID> named() {
            return named;
        }

        /** Whether incidents change. */
        boolean incidents() {
            return incidents;
        }
    }
}
