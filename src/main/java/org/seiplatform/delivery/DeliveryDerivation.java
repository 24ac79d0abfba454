package org.seiplatform.delivery;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.delivery.PendingDerivations.Sequence;
import org.seiplatform.fact.Derivation;
import org.seiplatform.fact.deployment.DeploymentEvent.Kind;
import org.springframework.stereotype.Service;

/**
 * Keeps deliveries, reached commits and delivered changes equal to what follows from the facts, within the transaction that
 * changes the facts.
 *
 * <p>A writer holds the repository's ingest lock, reports each change, and at the end derives once. Only what a change can
 * have touched is derived again, so a deployment that is the latest of its environment costs no more than the commits it
 * delivers. What follows from facts that retention may have deleted is not derived again (docs/decisions/0008). Definitions:
 * metrics.md, "Deployments and delivered commits".
 */
@Service
class DeliveryDerivation implements Derivation {

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

    @Override
    public Changes begin() {
        return new ChangedFacts();
    }

    /** Derives everything about a repository again: its default branch may have changed, or a pattern that decides a kind. */
    void deriveRepository(UUID repositoryId) {
        ChangedFacts everything = new ChangedFacts();
        everything.touch(repositoryId, store.sequencesOf(repositoryId));
        everything.derive();
    }

    private final class ChangedFacts implements Changes {

        private final PendingDerivations pending = new PendingDerivations();

        @Override
        public void commitsChanged(UUID repositoryId, Collection<ChangedCommit> commits) {
            commits.stream()
                    .map(ChangedCommit::committedAt)
                    .min(Instant::compareTo)
                    .ifPresent(earliest -> touch(
                            repositoryId,
                            store.touchedByCommits(
                                    repositoryId,
                                    commits.stream().map(ChangedCommit::sha).toArray(String[]::new),
                                    earliest)));
        }

        @Override
        public void pullRequestsChanged(UUID repositoryId, Collection<String> mergeCommitShas) {
            if (!mergeCommitShas.isEmpty()) {
                touch(repositoryId, store.touchedByMerges(repositoryId, mergeCommitShas.toArray(String[]::new)));
            }
        }

        @Override
        public void deploymentChanged(UUID repositoryId, int environmentId, Instant finishedAt) {
            pending.add(repositoryId, environmentId, finishedAt);
        }

        @Override
        public void derive() {
            pending.notBefore(store::floor);
            // All first, because a deployment may have moved from one sequence to another and may stand in only one.
            pending.from().forEach(store::forget);
            pending.from().forEach(DeliveryDerivation.this::derive);
        }

        private void touch(UUID repositoryId, Collection<DeliveryStore.Place> places) {
            places.forEach(touched -> pending.add(repositoryId, touched.environmentId(), touched.finishedAt()));
        }
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
        Kind kind = kind(sequence, candidate, previous, delivered);
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
    private Kind kind(
            Sequence sequence, Candidate candidate, @Nullable EarlierDeployment previous, Delivered delivered) {
        if (candidate.statedKind() != null) {
            return candidate.statedKind();
        }
        if (previous != null) {
            if (previous.commitSha().equals(candidate.commitSha())) {
                return Kind.REDEPLOY;
            }
            if (delivered.deployedBefore() != null
                    || delivered.count() == 0 && ancestry.isAncestor(sequence, candidate, previous)) {
                return Kind.ROLLBACK;
            }
        }
        if (candidate.statedRemediates() != null
                || candidate.hotfixRef()
                || delivered.reverted() != null
                || (delivered.labelled() && labels.markHotfix(sequence, candidate))) {
            return Kind.HOTFIX;
        }
        return Kind.PLANNED;
    }
}
