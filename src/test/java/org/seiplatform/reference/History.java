package org.seiplatform.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
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

    /** What became true of an organization, out of everything that was said about it. */
    static History of(
            OrganizationFact organization,
            List<RepositoryFact> repositories,
            List<TeamFact> teams,
            List<DeveloperFact> developers,
            List<Fact> statements) {
        return new History(
                organization,
                repositories,
                teams,
                developers,
                StateMerge.commits(only(CommitFact.class, statements), repositories),
                StateMerge.pullRequests(only(PullRequestFact.class, statements)),
                DeploymentMerge.of(only(DeploymentFact.class, statements), only(DeploymentReport.class, statements)),
                StateMerge.incidents(only(IncidentFact.class, statements)));
    }

    /** The same with other teams. */
    History withTeams(List<TeamFact> others) {
        return new History(
                organization, repositories, others, developers, commits, pullRequests, deployments, incidents);
    }

    /** The final state of everything, one statement each. */
    List<Fact> facts() {
        List<Fact> facts = new ArrayList<>(commits);
        facts.addAll(pullRequests);
        facts.addAll(deployments);
        facts.addAll(incidents);
        return facts;
    }

    /** The same with other ids of repositories and teams, for a service that hands out its own. */
    History renamed(UnaryOperator<UUID> ids) {
        return new History(
                organization,
                repositories.stream()
                        .map(repository -> new RepositoryFact(
                                ids.apply(repository.id()),
                                repository.provider(),
                                repository.host(),
                                repository.providerId(),
                                repository.defaultBranch(),
                                repository.formerDefaultBranch()))
                        .toList(),
                teams.stream()
                        .map(team -> new TeamFact(
                                ids.apply(team.id()),
                                team.slug(),
                                team.repositories().stream().map(ids).collect(Collectors.toSet()),
                                team.members()))
                        .toList(),
                developers,
                commits.stream().map(commit -> commit.renamed(ids)).toList(),
                pullRequests.stream().map(pull -> pull.renamed(ids)).toList(),
                deployments.stream().map(deployment -> deployment.renamed(ids)).toList(),
                incidents.stream().map(incident -> incident.renamed(ids)).toList());
    }

    private static <T extends Fact> List<T> only(Class<T> kind, List<Fact> statements) {
        return statements.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

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
