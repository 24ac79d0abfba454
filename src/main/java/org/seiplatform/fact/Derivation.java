package org.seiplatform.fact;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Keeps what follows from facts equal to them, within the transaction that changes the facts. Facts report what changed, and need
 * not know what is derived from it.
 */
public interface Derivation {

    /** Begins to collect the changes of one transaction, which holds the ingest locks of the repositories that it changes. */
    Changes begin(UUID organizationId);

    /** What a transaction has changed so far. Facts are reported after they have been stored. */
    interface Changes {

        /** Reports commits, by repository, that were created or changed; a commit whose time changed is reported with both times. */
        void commitsChanged(Map<UUID, List<ChangedCommit>> commits);

        /** Reports the merge commits, before and after the change, of pull requests that changed. */
        void pullRequestsChanged(UUID repositoryId, Collection<String> mergeCommitShas);

        /** Reports deployments by their external ids; they may be, or have been, no success. */
        void deploymentsChanged(UUID repositoryId, Collection<String> externalIds);

        /** Derives everything that was reported. */
        void derive();
    }

    /** A commit as far as derivation must know it to find what it touches. */
    record ChangedCommit(String sha, Instant committedAt) {}
}
