package org.seiplatform.reference;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seiplatform.testing.Choices;

/**
 * Makes up what was said of a fact before it came to its final state: states that are older, or as old but less far on, and
 * statements that leave out what another has said. No two of them tie.
 */
final class EarlierStates {

    private EarlierStates() {}

    /** The statements about a fact, the decisive one last. */
    static List<? extends Fact> of(Fact fact, Choices choices) {
        return switch (fact) {
            case CommitFact commit -> commits(commit, choices);
            case PullRequestFact pull -> pullRequests(pull, choices);
            case DeploymentFact deployment -> {
                List<DeploymentFact> stated = deployments(deployment, choices);
                yield deployment.externalId().startsWith(ProviderReports.PREFIX)
                        ? ProviderReports.of(deployment, stated, choices)
                        : stated;
            }
            case DeploymentReport report -> List.of(report);
            case IncidentFact incident -> incidents(incident, choices);
        };
    }

    private static Instant before(Fact fact, int hours) {
        return fact.updatedAt().minus(Duration.ofHours(hours));
    }

    private static List<DeploymentFact> deployments(DeploymentFact last, Choices choices) {
        List<DeploymentFact> states = new ArrayList<>();
        if (choices.onceIn(3)) {
            DeploymentFact other = with(last, "success", last.startedAt(), before(last, 2));
            states.add(new DeploymentFact(
                    other.repositoryId(),
                    other.externalId(),
                    choices.of(List.of("production", "staging", "live")),
                    anotherCommit(other.commitSha(), choices),
                    "hotfix/corrected-since",
                    other.status(),
                    other.startedAt(),
                    other.updatedAt(),
                    PersonFact.login("first"),
                    null,
                    choices.onceIn(2) ? "rollback" : null,
                    null,
                    choices.onceIn(2) ? "group-0" : null,
                    choices.onceIn(2) ? (Boolean) true : null,
                    other.updatedAt()));
        }
        if (choices.onceIn(3)) {
            states.add(with(last, "in_progress", null, before(last, 1)));
        }
        if (!last.inProgress() && choices.onceIn(3)) {
            states.add(with(last, "in_progress", null, last.updatedAt()));
        }
        if (last.success() && choices.onceIn(4)) {
            states.add(with(last, "failure", last.finishedAt(), last.updatedAt()));
        }
        states.add(last);
        return states;
    }

    /** The same, one that nobody knows, or another of the history. */
    private static String anotherCommit(String sha, Choices choices) {
        return switch (choices.below(4)) {
            case 0 -> sha;
            case 1 -> HistoryWriter.sha("corrected since");
            default -> HistoryWriter.sha("commit " + choices.below(12));
        };
    }

    private static DeploymentFact with(
            DeploymentFact state, String status, @Nullable Instant finishedAt, Instant updatedAt) {
        return new DeploymentFact(
                state.repositoryId(),
                state.externalId(),
                state.environment(),
                state.commitSha(),
                state.ref(),
                status,
                state.startedAt(),
                finishedAt,
                state.deployedBy(),
                state.commits(),
                state.kind(),
                state.remediates(),
                state.deploymentGroup(),
                state.failed(),
                updatedAt);
    }

    private static List<IncidentFact> incidents(IncidentFact last, Choices choices) {
        List<IncidentFact> states = new ArrayList<>();
        if (choices.onceIn(2)) {
            states.add(incident(last, before(last, 1), choices.onceIn(2) ? List.of() : last.causedBy()));
        }
        if (last.resolvedAt() != null && choices.onceIn(3)) {
            states.add(incident(last, last.updatedAt(), last.causedBy()));
        }
        states.add(last);
        return states;
    }

    private static IncidentFact incident(IncidentFact state, Instant updatedAt, List<DeploymentFact.Key> causedBy) {
        return new IncidentFact(
                state.externalId(),
                null,
                state.teamId(),
                "Something is odd",
                state.severity(),
                state.openedAt(),
                null,
                causedBy,
                null,
                updatedAt);
    }

    /** A commit is told whole, or its parents, sizes and branch by an older statement than the rest, or the other way round. */
    private static List<CommitFact> commits(CommitFact last, Choices choices) {
        boolean onDefaultBranch = "main".equals(last.branch());
        return switch (choices.below(5)) {
            case 3 ->
                List.of(
                        commit(
                                last,
                                before(last, 1),
                                last.authoredAt().minusSeconds(60),
                                "Say it badly",
                                true,
                                last.branch()),
                        commit(
                                last,
                                last.updatedAt(),
                                last.authoredAt(),
                                last.message(),
                                false,
                                onDefaultBranch ? "other" : null));
            case 4 ->
                List.of(
                        commit(last, before(last, 2), last.authoredAt().plusSeconds(60), null, false, null),
                        commit(last, before(last, 1), last.authoredAt(), "Say it better", false, null),
                        last);
            // Its parents were other ones, as far as was known.
            case 2 -> last.parents() == null ? List.of(last) : List.of(withOtherParents(last, choices), last);
            default -> List.of(last);
        };
    }

    private static CommitFact withOtherParents(CommitFact state, Choices choices) {
        List<String> parents =
                choices.list(choices.below(3), () -> HistoryWriter.sha("commit " + choices.below(12))).stream()
                        .distinct()
                        .filter(parent -> !parent.equals(state.sha()))
                        .toList();
        return new CommitFact(
                state.repositoryId(),
                state.sha(),
                parents,
                state.author(),
                state.committer(),
                state.authoredAt(),
                state.committedAt(),
                state.message(),
                state.linesAdded(),
                state.linesDeleted(),
                state.filesChanged(),
                state.branch(),
                before(state, 3));
    }

    private static CommitFact commit(
            CommitFact state,
            Instant updatedAt,
            Instant authoredAt,
            @Nullable String message,
            boolean whole,
            @Nullable String branch) {
        return new CommitFact(
                state.repositoryId(),
                state.sha(),
                whole ? state.parents() : null,
                state.author(),
                state.committer(),
                authoredAt,
                // The older statement has another time of committing, which may lie in another partition.
                updatedAt.equals(state.updatedAt())
                        ? state.committedAt()
                        : state.committedAt().minus(Duration.ofDays(9)),
                message,
                whole ? state.linesAdded() : null,
                whole ? state.linesDeleted() : null,
                whole ? state.filesChanged() : null,
                branch,
                updatedAt);
    }

    private static List<PullRequestFact> pullRequests(PullRequestFact last, Choices choices) {
        if (!choices.onceIn(2)) {
            return List.of(last);
        }
        List<PullRequestFact> states = new ArrayList<>();
        List<PullRequestFact.Review> corrected = last.reviews().stream()
                .filter(review -> choices.onceIn(3))
                .map(review -> new PullRequestFact.Review(
                        review.externalId(),
                        review.reviewer(),
                        "commented",
                        review.submittedAt().minusSeconds(90)))
                .toList();
        int reviewed = choices.below(last.reviews().size() + 1);
        states.add(opened(last, before(last, 2), corrected, List.of()));
        states.add(opened(last, before(last, 1), last.reviews().subList(0, reviewed), last.comments()));
        states.add(with(last, last.reviews().subList(reviewed, last.reviews().size())));
        return states;
    }

    private static PullRequestFact opened(
            PullRequestFact state,
            Instant updatedAt,
            List<PullRequestFact.Review> reviews,
            List<PullRequestFact.Comment> comments) {
        return new PullRequestFact(
                state.repositoryId(),
                state.number(),
                "Change something else",
                state.author(),
                "open",
                state.openedAt().minusSeconds(60),
                null,
                null,
                null,
                null,
                state.headRef(),
                state.baseRef(),
                List.of("hotfix"),
                state.commits(),
                state.linesAdded(),
                state.linesDeleted(),
                reviews,
                comments,
                updatedAt);
    }

    /** The final state, leaving out what the earlier one has said. */
    private static PullRequestFact with(PullRequestFact state, List<PullRequestFact.Review> reviews) {
        return new PullRequestFact(
                state.repositoryId(),
                state.number(),
                state.title(),
                state.author(),
                state.state(),
                state.openedAt(),
                state.readyForReviewAt(),
                state.mergedAt(),
                state.closedAt(),
                state.mergeCommitSha(),
                state.headRef(),
                state.baseRef(),
                state.labels(),
                null,
                null,
                null,
                reviews,
                List.of(),
                state.updatedAt());
    }
}
