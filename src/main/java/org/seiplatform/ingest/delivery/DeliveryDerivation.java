package org.seiplatform.ingest.delivery;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Keeps deliveries, reached commits and delivered changes equal to what follows from the facts, within the transaction that
 * changes the facts.
 *
 * <p>A writer holds the repository's ingest lock, reports each change, and at the end derives once. Only what a change can
 * have touched is derived again, so a deployment that is the latest of its environment costs no more than the commits it
 * delivers.
 */
@Service
public class DeliveryDerivation {

    /** Reports commits that were created, or whose parents, times or branch changed. */
    public void commitsChanged(PendingDerivations pending, UUID repositoryId, Collection<ChangedCommit> commits) {}

    /** Reports the merge commits (before and after the change) of pull requests that changed. */
    public void pullRequestsChanged(
            PendingDerivations pending, UUID repositoryId, Collection<String> mergeCommitShas) {}

    /** Reports a deployment that finished, or had finished before the change, at the given time in the given environment. */
    public void deploymentChanged(
            PendingDerivations pending, UUID repositoryId, int environmentId, Instant finishedAt) {}

    /** Derives everything that was reported. */
    public void derive(PendingDerivations pending) {}

    /** A commit as far as derivation must know it to find what it touches. */
    public record ChangedCommit(String sha, Instant committedAt) {}
}
