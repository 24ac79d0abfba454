package org.seiplatform.reference;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Everything that is known of one organization: one state of each fact, in no particular order.
 *
 * <p>{@link StateMerge} makes one of what was sent.
 */
record History(
        OrganizationFact organization,
        List<RepositoryFact> repositories,
        List<TeamFact> teams,
        List<DeveloperFact> developers,
        List<CommitFact> commits,
        List<PullRequestFact> pullRequests,
        List<DeploymentFact> deployments,
        List<IncidentFact> incidents) {

    RepositoryFact repository(UUID id) {
        return repositories.stream()
                .filter(repository -> repository.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    Optional<TeamFact> team(UUID id) {
        return teams.stream().filter(team -> team.id().equals(id)).findFirst();
    }

    /** The repositories whose facts make up a scope's figures. */
    Set<UUID> repositoriesOf(MetricScope scope) {
        return switch (scope) {
            case MetricScope.Organization all ->
                repositories.stream().map(RepositoryFact::id).collect(Collectors.toSet());
            case MetricScope.Team team -> team(team.id()).orElseThrow().repositories();
            case MetricScope.Repository repository -> Set.of(repository.id());
        };
    }
}
