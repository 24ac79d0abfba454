package org.seiplatform.reference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Tells a history in few words. Commits are called by a short hexadecimal name, deployments, incidents, reviews and comments
 * by any; unless told otherwise everything is of repository {@link #R}, on GitHub, with default branch {@code main}.
 */
final class HistoryBuilder {

    /** The repository that is meant where none is named. */
    static final UUID R = new UUID(0, 1);

    static final MetricPeriod MARCH = new MetricPeriod(at("03-01 00:00"), at("03-31 00:00"));

    private OrganizationFact organization = OrganizationFact.DEFAULT;
    private final List<RepositoryFact> repositories =
            new ArrayList<>(List.of(new RepositoryFact(R, "github", "r", "main")));
    private final List<TeamFact> teams = new ArrayList<>();
    private final List<DeveloperFact> developers = new ArrayList<>();
    private final List<CommitDraft> commits = new ArrayList<>();
    private final List<PullRequestDraft> pullRequests = new ArrayList<>();
    private final List<DeploymentDraft> deployments = new ArrayList<>();
    private final List<IncidentDraft> incidents = new ArrayList<>();

    /** The sha that a short name stands for: the name, over and over. */
    static String sha(String name) {
        return name.repeat(40).substring(0, 40);
    }

    /** An instant of 2026 UTC, like {@code 03-01 09:00}. */
    static Instant at(String time) {
        return Instant.parse("2026-" + time.replace(' ', 'T') + ":00Z");
    }

    HistoryBuilder organization(UnaryOperator<OrganizationFact> change) {
        organization = change.apply(organization);
        return this;
    }

    HistoryBuilder repository(UUID id) {
        return repository(new RepositoryFact(id, "github", id.toString(), "main"));
    }

    HistoryBuilder repository(RepositoryFact repository) {
        repositories.add(repository);
        return this;
    }

    HistoryBuilder team(UUID id, UUID... owned) {
        teams.add(new TeamFact(id, "team-" + teams.size(), Set.of(owned), Set.of()));
        return this;
    }

    HistoryBuilder bot(Identity... identities) {
        developers.add(new DeveloperFact("Automaton", Set.of(identities), true));
        return this;
    }

    /** A commit authored and committed at a time, with these parents: none makes it a root. */
    CommitDraft commit(String name, String time, String... parents) {
        CommitDraft draft = new CommitDraft(name, at(time), parents);
        commits.add(draft);
        return draft;
    }

    /** A successful deployment to production that finished at a time. */
    DeploymentDraft deployment(String id, String commit, String finishedAt) {
        DeploymentDraft draft = new DeploymentDraft(id, commit, at(finishedAt));
        deployments.add(draft);
        return draft;
    }

    /** An incident that is still open and names nothing. */
    IncidentDraft incident(String id, String openedAt) {
        IncidentDraft draft = new IncidentDraft(id, at(openedAt));
        incidents.add(draft);
        return draft;
    }

    /** An open pull request by {@code author}. */
    PullRequestDraft pullRequest(long number, String openedAt) {
        PullRequestDraft draft = new PullRequestDraft(number, at(openedAt));
        pullRequests.add(draft);
        return draft;
    }

    History build() {
        return new History(
                organization,
                List.copyOf(repositories),
                List.copyOf(teams),
                List.copyOf(developers),
                commits.stream().map(CommitDraft::fact).toList(),
                pullRequests.stream().map(PullRequestDraft::fact).toList(),
                deployments.stream().map(DeploymentDraft::fact).toList(),
                incidents.stream().map(IncidentDraft::fact).toList());
    }

    /** The five metrics of the whole organization's production in the thirty days from 1 March. */
    DoraAnswer march() {
        return metrics().dora(MetricQuestion.about(build()), MARCH);
    }

    ReferenceMetrics metrics() {
        return new ReferenceMetrics(build());
    }
}
