package org.seiplatform.fact;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Facts that are deleted once they are past their retention, in batches, each of them within a transaction that holds their lock. */
public sealed interface RetainedFacts {

    /** Whose retention they have. */
    FactKind kind();

    /** What is deleted and counted, by the names that metrics give it. */
    default List<String> deleted() {
        return List.of(kind().code());
    }

    /** Facts of repositories. */
    non-sealed interface OfRepositories extends RetainedFacts {

        /**
         * A condition in SQL: whether there may be something to delete of the repository {@code r.id} that ended before the parameter
         * {@code :before}. What a kept figure needs shows only when it is deleted.
         */
        String oldCondition();

        /**
         * Deletes a batch. What deployments since the {@link RetentionCutoffs#floor} need stays, because they may be derived again.
         *
         * @param before the cutoff of their kind
         * @param limit how many facts at most
         */
        DeletionCounts deleteOld(RetentionCutoffs cutoffs, Instant before, UUID repositoryId, int limit);
    }

    /** Facts of the organization itself. */
    non-sealed interface OfOrganization extends RetainedFacts {

        /**
         * Deletes a batch.
         *
         * @param before the cutoff of their kind
         * @param limit how many facts at most
         */
        DeletionCounts deleteOld(UUID organizationId, Instant before, int limit);
    }
}
