package org.seiplatform.reference;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.testing.Choices;

/**
 * Makes up deployments: of new and old commits, to several environments, some of which are production, often at the same
 * instant or just a week after another, with and without lists, groups, and everything that a sender may state.
 */
final class DeploymentWriter {

    private static final List<String> ENVIRONMENTS = List.of(
            "production",
            "production",
            "production",
            "production",
            "Production",
            "production",
            "PRODUCTION",
            "staging",
            "Staging",
            "Prod-EU",
            "preprod",
            "live");
    private static final List<String> STATUSES = List.of(
            "success",
            "success",
            "success",
            "success",
            "success",
            "success",
            "success",
            "failure",
            "cancelled",
            "in_progress");
    private static final List<Optional<String>> KINDS =
            List.of(Optional.of("planned"), Optional.of("hotfix"), Optional.of("rollback"), Optional.of("redeploy"));
    private static final List<Optional<String>> REFS = List.of(
            Optional.of("main"),
            Optional.empty(),
            Optional.of("release/1"),
            Optional.of("main"),
            Optional.of("hotfixes"),
            Optional.empty(),
            Optional.of("main"),
            Optional.of("Hotfix/login"));

    private static final List<String> GROUPS = List.of("group-", "group-", "Group-");

    /** Their order by code point is not that of a dictionary. */
    private static final List<String> ID_PREFIXES = List.of("d", "D", "_", "é");

    private final HistoryWriter writer;

    DeploymentWriter(HistoryWriter writer) {
        this.writer = writer;
    }

    void write(Choices choices) {
        UUID repository = writer.repository(choices);
        List<CommitFact> mine = writer.commitsOf(repository);
        List<DeploymentFact> before = deploymentsOf(repository);
        if (!before.isEmpty() && choices.onceIn(7)) {
            writer.deployments.add(rollback(choices, before));
            return;
        }
        CommitFact commit = mine.isEmpty() || choices.onceIn(12) ? null : choices.of(mine);
        Instant finishedAt = finish(choices, commit);
        String status = choices.of(STATUSES);
        boolean inProgress = status.equals("in_progress");
        writer.deployments.add(new DeploymentFact(
                repository,
                id(choices, repository),
                choices.of(ENVIRONMENTS),
                commit == null ? HistoryWriter.sha("never heard of " + choices.below(4)) : commit.sha(),
                choices.of(REFS).orElse(null),
                status,
                choices.onceIn(3) ? null : finishedAt.minusSeconds(600),
                inProgress ? null : finishedAt,
                choices.onceIn(3) ? HistoryWriter.person(choices) : null,
                choices.onceIn(6) ? list(choices, mine) : null,
                choices.onceIn(8) ? choices.of(KINDS).orElse(null) : null,
                choices.onceIn(8) ? remediated(choices) : null,
                choices.onceIn(5) ? choices.of(GROUPS) + choices.below(4) : null,
                choices.onceIn(8) ? (Boolean) choices.onceIn(2) : null,
                finishedAt.plusSeconds(60)));
    }

    private Instant finish(Choices choices, @Nullable CommitFact commit) {
        Instant earliest = commit == null ? HistoryWriter.BEGINNING : commit.committedAt();
        int halfHours = choices.below(4) == 3 ? choices.below(600) : choices.below(100);
        List<DeploymentFact> finished = writer.deployments.stream()
                .filter(deployment -> !deployment.inProgress())
                .toList();
        return switch (finished.isEmpty() ? 0 : choices.below(12)) {
            case 9, 10 -> choices.of(finished).finish();
            case 11 -> choices.of(finished).finish().plus(Duration.ofDays(7)).plusSeconds(choices.onceIn(3) ? 1 : 0);
            default -> HistoryWriter.fraction(HistoryWriter.halfHoursAfter(earliest, halfHours), choices);
        };
    }

    /** A deployment of what an earlier one deployed, or of an ancestor of that, soon after the last in its environment. */
    private DeploymentFact rollback(Choices choices, List<DeploymentFact> before) {
        DeploymentFact target = choices.of(before.subList(Math.max(0, before.size() - 5), before.size()));
        Instant last = before.stream()
                .filter(deployment -> deployment.environment().equals(target.environment()) && !deployment.inProgress())
                .map(DeploymentFact::finish)
                .max(Instant::compareTo)
                .orElse(target.updatedAt());
        Instant finishedAt = HistoryWriter.halfHoursAfter(last, 1 + choices.below(6));
        return new DeploymentFact(
                target.repositoryId(),
                id(choices, target.repositoryId()),
                target.environment(),
                choices.onceIn(3) ? parent(target) : target.commitSha(),
                null,
                "success",
                choices.onceIn(2) ? null : finishedAt.minusSeconds(300),
                finishedAt,
                null,
                null,
                choices.onceIn(6) ? "rollback" : null,
                null,
                null,
                null,
                finishedAt.plusSeconds(60));
    }

    private String parent(DeploymentFact target) {
        return writer.commits.stream()
                .filter(commit -> commit.repositoryId().equals(target.repositoryId())
                        && commit.sha().equals(target.commitSha())
                        && commit.parents() != null)
                .flatMap(commit -> commit.parents().stream())
                .findFirst()
                .orElse(target.commitSha());
    }

    private List<DeploymentFact> deploymentsOf(UUID repository) {
        return writer.deployments.stream()
                .filter(deployment -> deployment.repositoryId().equals(repository))
                .toList();
    }

    /** Some of those at GitHub are deployments that GitHub has made known. */
    private String id(Choices choices, UUID repository) {
        int mine = deploymentsOf(repository).size();
        boolean atGitHub = repository.equals(Histories.REPOSITORIES.getFirst().id());
        return atGitHub && choices.onceIn(2) ? ProviderReports.PREFIX + (mine + 1) : choices.of(ID_PREFIXES) + mine;
    }

    private static List<String> list(Choices choices, List<CommitFact> mine) {
        List<String> list = new ArrayList<>();
        for (int i = choices.below(5); i > 0; i--) {
            list.add(
                    mine.isEmpty()
                            ? HistoryWriter.sha("never heard of it")
                            : choices.of(mine).sha());
        }
        return list.stream().distinct().toList();
    }

    private String remediated(Choices choices) {
        return writer.deployments.isEmpty() || choices.onceIn(6)
                ? "unknown"
                : choices.of(writer.deployments).externalId();
    }
}
