package org.seiplatform.fact;

import java.util.List;
import java.util.UUID;

/** Facts that are deleted once they are past their retention, in batches, each of them within a transaction that holds their lock. */
public sealed interface RetainedFacts {

    /** What is deleted and counted, by the names that metrics give it. */
    List<String> deleted();

    /** Facts of repositories. */
    non-sealed interface OfRepositories extends RetainedFacts {

        /** The repositories that may have something to delete; what a kept figure needs is told only when it is deleted. */
        List<UUID> repositoriesWithOldFacts(RetentionCutoffs cutoffs);

        /**
         * Deletes a batch. What deployments since the {@link RetentionCutoffs#floor} need stays, because they may be derived again.
         *
         * @param limit how many facts at most
         */
        DeletionCounts deleteOld(RetentionCutoffs cutoffs, UUID repositoryId, int limit);
    }

    /** Facts of the organization itself. */
    non-sealed interface OfOrganization extends RetainedFacts {

        /**
         * Deletes a batch.
         *
         * @param limit how many facts at most
         */
        DeletionCounts deleteOld(RetentionCutoffs cutoffs, int limit);
    }
}
