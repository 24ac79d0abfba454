package org.seiplatform.reference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * "Incident linking".
 *
 * <p>Choices: an external cause unlinks even deployments that the sender names; a named deployment is linked whatever its
 * status or environment, if it was received; an incident of a team that owns nothing has no candidates; a successful member
 * of a group is a candidate even if the group failed.
 */
final class IncidentLinks {

    private static final Comparator<DeploymentFact> LATEST = Comparator.comparing(DeploymentFact::finish)
            .thenComparing(DeploymentFact::externalId, Deliveries.C_COLLATION)
            // As text, because UUID compares its halves as signed numbers and PostgreSQL does not.
            .thenComparing(deployment -> deployment.repositoryId().toString());

    private final History history;

    private IncidentLinks(History history) {
        this.history = history;
    }

    /** The links of all incidents. */
    static List<IncidentLink> of(History history) {
        IncidentLinks links = new IncidentLinks(history);
        return history.incidents().stream().flatMap(links::of).toList();
    }

    private Stream<IncidentLink> of(IncidentFact incident) {
        if (incident.external()) {
            return Stream.empty();
        }
        if (!incident.causedBy().isEmpty()) {
            return incident.causedBy().stream()
                    .distinct()
                    .filter(this::received)
                    .map(named -> new IncidentLink(incident, named, "explicit"));
        }
        return byRule(incident).map(found -> new IncidentLink(incident, found.key(), "rule")).stream();
    }

    private boolean received(DeploymentFact.Key named) {
        return history.deployments().stream()
                .anyMatch(deployment -> deployment.key().equals(named));
    }

    private Optional<DeploymentFact> byRule(IncidentFact incident) {
        Set<UUID> repositories = candidateRepositories(incident);
        List<DeploymentFact> candidates = new ArrayList<>();
        for (DeploymentFact deployment : history.deployments()) {
            if (deployment.success()
                    && history.organization().production(deployment.environment())
                    && repositories.contains(deployment.repositoryId())
                    && inWindow(deployment.finish(), incident.openedAt())) {
                candidates.add(deployment);
            }
        }
        return candidates.stream().max(LATEST);
    }

    private boolean inWindow(Instant finishedAt, Instant openedAt) {
        var window = history.organization().incidentWindow();
        return !finishedAt.isAfter(openedAt) && (window == null || !finishedAt.isBefore(openedAt.minus(window)));
    }

    private Set<UUID> candidateRepositories(IncidentFact incident) {
        if (incident.repositoryId() != null) {
            return Set.of(incident.repositoryId());
        }
        if (incident.teamId() != null) {
            return history.team(incident.teamId()).orElseThrow().repositories();
        }
        return history.repositories().stream().map(RepositoryFact::id).collect(Collectors.toSet());
    }
}
