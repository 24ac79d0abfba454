package org.seiplatform.delivery;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.delivery.PendingDerivations.Sequence;
import org.springframework.stereotype.Service;

/**
 * Keeps deliveries, reached commits and delivered changes equal to what follows from the facts, within the transaction that
 * changes the facts.
 *
 * <p>A writer holds the repository's ingest lock, reports each change, and at the end derives once. Only what a change can
 * have touched is derived again, so a deployment that is the latest of its environment costs no more than the commits it
 * delivers. What follows from facts that retention may have deleted is not derived again (docs/decisions/0008). Definitions:
 * metrics.md, "Deployments, and what they deliver".
 */
@Service
public class DeliveryDerivation {

    private final DeliveryStore store;
    private final DeliveredCommitsStore commits;
    private final AncestryQueries ancestry;
    private final Remediation remediation;
    private final DeliveredLabelQueries labels;

    DeliveryDerivation(
            DeliveryStore store,
            DeliveredCommitsStore commits,
            AncestryQueries ancestry,
            Remediation remediation,
            DeliveredLabelQueries labels) {
        this.store = store;
        this.commits = commits;
        this.ancestry = ancestry;
        this.remediation = remediation;
        this.labels = labels;
    }

    /** Reports commits that were created or changed; a commit whose time changed is reported with both times. */
    public void commitsChanged(PendingDerivations pending, UUID repositoryId, Collection<ChangedCommit> changed) {
        if (changed.isEmpty()) {
            return;
        }
        String[] shas = changed.stream().map(ChangedCommit::sha).toArray(String[]::new);
        Instant earliest = changed.stream()
                .map(ChangedCommit::committedAt)
                .min(Instant::compareTo)
                .orElseThrow();
        store.touchedByCommits(repositoryId, shas, earliest)
                .forEach(touched -> pending.add(repositoryId, touched.environmentId(), touched.finishedAt()));
    }

    /** Reports the merge commits (before and after the change) of pull requests that changed. */
    public void pullRequestsChanged(PendingDerivations pending, UUID repositoryId, Collection<String> mergeCommitShas) {
        if (mergeCommitShas.isEmpty()) {
            return;
        }
        store.touchedByMerges(repositoryId, mergeCommitShas.toArray(String[]::new))
                .forEach(touched -> pending.add(repositoryId, touched.environmentId(), touched.finishedAt()));
    }

    /** Reports a successful deployment, as it is or as it was before the change. */
    public void deploymentChanged(
            PendingDerivations pending, UUID repositoryId, int environmentId, Instant finishedAt) {
        pending.add(repositoryId, environmentId, finishedAt);
    }

    /** Reports that everything about a repository may have changed: its default branch, or a pattern that decides a kind. */
    public void repositoryChanged(PendingDerivations pending, UUID repositoryId) {
        store.sequencesOf(repositoryId)
                .forEach(touched -> pending.add(repositoryId, touched.environmentId(), touched.finishedAt()));
    }

    /** Derives everything that was reported. */
    public void derive(PendingDerivations pending) {
        pending.notBefore(store::floor);
        // All first, because a deployment may have moved from one sequence to another and may stand in only one.
        pending.from().forEach(store::forget);
        pending.from().forEach(this::derive);
    }

    private void derive(Sequence sequence, Instant from) {
        EarlierDeployment previous = store.lastBefore(sequence, from);
        for (Candidate candidate : store.candidates(sequence, from)) {
            previous = deliver(sequence, candidate, previous);
        }
    }

    private EarlierDeployment deliver(Sequence sequence, Candidate candidate, @Nullable EarlierDeployment previous) {
        Instant byTimeUntil = commits.reach(sequence, candidate, previous);
        Delivered delivered = commits.delivered(sequence, candidate);
        DeploymentKind kind = kind(sequence, candidate, previous, delivered);
        boolean baseline = previous == null;
        if (!baseline) {
            commits.recordChanges(sequence, candidate);
        }
        store.insert(
                sequence,
                candidate,
                new Delivery(
                        baseline,
                        kind,
                        remediation.by(kind, sequence, candidate, previous, delivered),
                        candidate.listsCommits() || delivered.commitKnown(),
                        delivered.count(),
                        byTimeUntil));
        return new EarlierDeployment(candidate.externalId(), candidate.finishedAt(), candidate.commitSha());
    }

    /** The sender's word, else the first rule that holds, in the order of metrics.md. */
    private DeploymentKind kind(
            Sequence sequence, Candidate candidate, @Nullable EarlierDeployment previous, Delivered delivered) {
        if (candidate.statedKind() != null) {
            return candidate.statedKind();
        }
        if (previous != null) {
            if (previous.commitSha().equals(candidate.commitSha())) {
                return DeploymentKind.REDEPLOY;
            }
            if (delivered.deployedBefore() != null
                    || delivered.count() == 0 && ancestry.isAncestor(sequence, candidate, previous)) {
                return DeploymentKind.ROLLBACK;
            }
        }
        if (candidate.statedRemediates() != null
                || candidate.hotfixRef()
                || delivered.reverted() != null
                || (delivered.labelled() && labels.markHotfix(sequence, candidate))) {
            return DeploymentKind.HOTFIX;
        }
        return DeploymentKind.PLANNED;
    }

    /** A commit as far as derivation must know it to find what it touches. */
    public record ChangedCommit(String sha, Instant committedAt) {}
}
