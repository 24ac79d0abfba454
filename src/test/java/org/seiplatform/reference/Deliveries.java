package org.seiplatform.reference;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * "Deployments, and what they deliver": walks the successful deployments of one repository and environment in their order.
 *
 * <p>Choices: an empty list of commits is a list, so such a deployment delivers nothing; a previous commit that was never
 * received has no committed_at, so the span of time that stands in for unstated parents is then open to the past; a deployment
 * that names something unknown, later, itself, or in another environment remediates nothing; the baseline can be a hotfix; what
 * is reachable is taken from the whole graph, and then what was seen is taken away, so an unseen ancestor of a seen commit is
 * delivered; ancestors are known as far as parents were stated; a rollback whose target's successor is older than seven days
 * remediates nothing.
 */
final class Deliveries {

    /** By code point, as PostgreSQL's collation "C" does. */
    static final Comparator<String> C_COLLATION =
            Comparator.comparing(text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    static final Comparator<DeploymentFact> ORDER =
            Comparator.comparing(DeploymentFact::finish).thenComparing(DeploymentFact::externalId, C_COLLATION);

    private static final Duration REPAIR_WINDOW = Duration.ofDays(7);
    private static final Pattern REVERT = Pattern.compile("This reverts commit ([0-9a-f]{7,64})");

    private final History history;
    private final CommitGraph graph;
    private final List<Delivery> sequence = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private Deliveries(History history, CommitGraph graph) {
        this.history = history;
        this.graph = graph;
    }

    /** The deliveries of all repositories and environments. */
    static List<Delivery> of(History history) {
        List<Delivery> deliveries = new ArrayList<>();
        for (RepositoryFact repository : history.repositories()) {
            List<DeploymentFact> successes = history.deployments().stream()
                    .filter(deployment -> deployment.repositoryId().equals(repository.id()))
                    .filter(DeploymentFact::success)
                    .sorted(ORDER)
                    .toList();
            CommitGraph graph = new CommitGraph(repository, history.commits());
            for (String environment : successes.stream()
                    .map(DeploymentFact::environmentKey)
                    .distinct()
                    .toList()) {
                Deliveries walk = new Deliveries(history, graph);
                successes.stream()
                        .filter(deployment -> deployment.environmentKey().equals(environment))
                        .forEach(walk::next);
                deliveries.addAll(walk.sequence);
            }
        }
        return deliveries;
    }

    private void next(DeploymentFact deployment) {
        Set<String> delivered = delivered(deployment);
        String kind = deployment.kind() != null ? deployment.kind() : kindByRule(deployment, delivered);
        Delivery delivery = new Delivery(deployment, sequence.isEmpty(), kind, delivered, null);
        sequence.add(new Delivery(deployment, sequence.isEmpty(), kind, delivered, remediated(delivery)));
        seen.addAll(graph.reach(deployment.commitSha()));
        seen.addAll(delivered);
    }

    private @Nullable DeploymentFact previous() {
        return sequence.isEmpty() ? null : sequence.getLast().deployment();
    }

    private Set<String> delivered(DeploymentFact deployment) {
        Set<String> delivered = new HashSet<>();
        if (deployment.commits() != null) {
            delivered.addAll(deployment.commits());
        } else {
            delivered.addAll(graph.reach(deployment.commitSha()));
            delivered.removeAll(seen);
            delivered.addAll(inPlaceOfUnstatedParents(deployment, delivered));
        }
        delivered.removeAll(seen);
        return delivered;
    }

    private Set<String> inPlaceOfUnstatedParents(DeploymentFact deployment, Set<String> reachedFirst) {
        CommitFact deployed = graph.commit(deployment.commitSha());
        if (deployed == null || (deployed.parents() != null && !graph.anyWithUnstatedParents(reachedFirst))) {
            return Set.of();
        }
        DeploymentFact previous = previous();
        CommitFact before = previous == null ? null : graph.commit(previous.commitSha());
        Instant after = before == null ? null : before.committedAt();
        return graph.committedOnDefaultBranch(after, deployed.committedAt());
    }

    private String kindByRule(DeploymentFact deployment, Set<String> delivered) {
        DeploymentFact previous = previous();
        if (previous != null && previous.commitSha().equals(deployment.commitSha())) {
            return "redeploy";
        }
        boolean backToAncestor = previous != null
                && delivered.isEmpty()
                && graph.reach(previous.commitSha()).contains(deployment.commitSha());
        if (backToAncestor || latest(Set.of(deployment.commitSha())) != null) {
            return "rollback";
        }
        boolean hotfix = deployment.remediates() != null
                || (deployment.ref() != null && saysHotfix(deployment.ref()))
                || deliversPullRequestLabelledHotfix(deployment, delivered)
                || latestReverted(deployment, delivered) != null;
        return hotfix ? "hotfix" : "planned";
    }

    /** The latest deployment so far of one of these commits. */
    private @Nullable DeploymentFact latest(Set<String> commits) {
        return sequence.stream()
                .map(Delivery::deployment)
                .filter(earlier -> commits.contains(earlier.commitSha()))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    private boolean saysHotfix(String text) {
        return history.organization().hotfixPattern().matcher(text).find();
    }

    private boolean deliversPullRequestLabelledHotfix(DeploymentFact deployment, Set<String> delivered) {
        return history.pullRequests().stream()
                .filter(PullRequestFact::merged)
                .filter(pull -> pull.repositoryId().equals(deployment.repositoryId()))
                .filter(pull -> pull.mergeCommitSha() != null && delivered.contains(pull.mergeCommitSha()))
                .anyMatch(pull -> pull.labels().stream().anyMatch(history.organization()::hotfixLabel));
    }

    /** The latest deployment that brought, in the seven days before, something that is reverted now. */
    private @Nullable DeploymentFact latestReverted(DeploymentFact deployment, Set<String> delivered) {
        Set<String> reverted = new HashSet<>();
        for (String sha : delivered) {
            CommitFact commit = graph.commit(sha);
            if (commit != null && commit.message() != null) {
                REVERT.matcher(commit.message()).results().forEach(match -> reverted.add(match.group(1)));
            }
        }
        return sequence.stream()
                .filter(earlier -> withinWindow(earlier.deployment(), deployment))
                .filter(earlier -> earlier.delivered().stream()
                        .anyMatch(sha -> reverted.stream().anyMatch(sha::startsWith)))
                .map(Delivery::deployment)
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    private @Nullable String remediated(Delivery delivery) {
        DeploymentFact deployment = delivery.deployment();
        if (!delivery.repair()) {
            return null;
        }
        if (deployment.remediates() != null) {
            return sequence.stream()
                    .map(earlier -> earlier.deployment().externalId())
                    .filter(deployment.remediates()::equals)
                    .findFirst()
                    .orElse(null);
        }
        DeploymentFact repaired = delivery.kind().equals("rollback")
                ? firstAfterTarget(deployment)
                : latestRevertedOrPrevious(deployment, delivery.delivered());
        return repaired != null && withinWindow(repaired, deployment) ? repaired.externalId() : null;
    }

    private @Nullable DeploymentFact latestRevertedOrPrevious(DeploymentFact hotfix, Set<String> delivered) {
        DeploymentFact reverted = latestReverted(hotfix, delivered);
        return reverted != null ? reverted : previous();
    }

    /** The first deployment that a rollback undoes: the one after the state that it returns to. */
    private @Nullable DeploymentFact firstAfterTarget(DeploymentFact rollback) {
        DeploymentFact target = latest(Set.of(rollback.commitSha()));
        if (target == null) {
            target = latest(graph.reach(rollback.commitSha()));
        }
        List<DeploymentFact> earlier =
                sequence.stream().map(Delivery::deployment).toList();
        int next = target == null ? earlier.size() : earlier.indexOf(target) + 1;
        return next < earlier.size() ? earlier.get(next) : previous();
    }

    private static boolean withinWindow(DeploymentFact earlier, DeploymentFact later) {
        return Duration.between(earlier.finish(), later.finish()).compareTo(REPAIR_WINDOW) <= 0;
    }
}
