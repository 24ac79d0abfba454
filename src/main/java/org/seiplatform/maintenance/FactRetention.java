package org.seiplatform.maintenance;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.seiplatform.fact.DeletionCounts;
import org.seiplatform.fact.FactKind;
import org.seiplatform.fact.FactType;
import org.seiplatform.fact.FactTypes;
import org.seiplatform.fact.IngestLocks;
import org.seiplatform.fact.RetainedFacts;
import org.seiplatform.fact.RetainedFacts.OfOrganization;
import org.seiplatform.fact.RetainedFacts.OfRepositories;
import org.seiplatform.fact.RetentionCutoffs;
import org.seiplatform.organization.DataVersions;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes the facts that an organization no longer keeps, so that no figure of the time that it keeps changes: what such a figure
 * needs stays, and what was derived before is not derived again (docs/decisions/0008). It deletes in batches, each a transaction
 * that ends with nothing half done, and finds nothing the second time.
 */
@Component
class FactRetention {

    static final String DELIVERED_CHANGES = "delivered_change";

    private final RetentionStore store;
    private final List<OfRepositories> ofRepositories;
    private final List<OfOrganization> ofOrganization;
    private final IngestLocks locks;
    private final DataVersions dataVersions;
    private final TransactionTemplate transaction;
    private final int batchSize;

    FactRetention(
            RetentionStore store,
            FactTypes types,
            IngestLocks locks,
            DataVersions dataVersions,
            TransactionTemplate transaction,
            RetentionProperties properties) {
        this.store = store;
        ofRepositories = only(OfRepositories.class, types);
        ofOrganization = only(OfOrganization.class, types);
        this.locks = locks;
        this.dataVersions = dataVersions;
        this.transaction = transaction;
        this.batchSize = properties.batchSize();
    }

    /** What others refer to last: a deployment stays while an incident is laid to it, a commit while a deployment needs it. */
    private static <T extends RetainedFacts> List<T> only(Class<T> scope, FactTypes types) {
        return types.all().reversed().stream()
                .map(FactType::retained)
                .filter(scope::isInstance)
                .map(scope::cast)
                .toList();
    }

    /** Repositories that may have something to delete. */
    Set<UUID> repositoriesWithOldFacts(RetentionCutoffs cutoffs) {
        Set<UUID> repositories = new TreeSet<>();
        for (OfRepositories facts : ofRepositories) {
            Instant before = cutoffs.of(facts.kind());
            if (before != null) {
                repositories.addAll(store.repositories(cutoffs.organizationId(), facts.oldCondition(), before));
            }
        }
        return repositories;
    }

    /** Deletes old facts of the organization itself; before those of its repositories, which they refer to. */
    DeletionCounts deleteFactsOfOrganization(RetentionCutoffs cutoffs) {
        return inBatches(cutoffs.organizationId(), () -> {
            locks.lockOrganization(cutoffs.organizationId());
            DeletionCounts deleted = DeletionCounts.NONE;
            for (OfOrganization facts : ofOrganization) {
                Instant before = cutoffs.of(facts.kind());
                if (before != null) {
                    deleted = deleted.plus(facts.deleteOld(cutoffs.organizationId(), before, batchSize));
                }
            }
            return deleted;
        });
    }

    /** Deletes old facts of a repository. */
    DeletionCounts deleteFacts(RetentionCutoffs cutoffs, UUID repositoryId) {
        return inBatches(cutoffs.organizationId(), () -> deleteBatch(cutoffs, repositoryId));
    }

    private DeletionCounts deleteBatch(RetentionCutoffs cutoffs, UUID repositoryId) {
        locks.lockRepository(cutoffs.organizationId(), repositoryId);
        Instant floor = cutoffs.floor();
        if (floor != null) {
            store.raiseFloor(repositoryId, floor);
        }
        Instant deliveredBefore = cutoffs.of(FactKind.DEPLOYMENT);
        DeletionCounts deleted = deliveredBefore == null
                ? DeletionCounts.NONE
                : DeletionCounts.of(
                        DELIVERED_CHANGES, store.deleteDeliveredChanges(repositoryId, deliveredBefore, batchSize));
        for (OfRepositories facts : ofRepositories) {
            Instant before = cutoffs.of(facts.kind());
            // Which of them are needed depends on those that are left of the kinds before.
            if (before != null && deleted.total() < batchSize) {
                deleted = deleted.plus(facts.deleteOld(cutoffs, before, repositoryId, batchSize));
            }
        }
        return deleted;
    }

    private DeletionCounts inBatches(UUID organizationId, Supplier<DeletionCounts> batch) {
        DeletionCounts sum = DeletionCounts.NONE;
        DeletionCounts last;
        do {
            last = transaction.execute(status -> {
                DeletionCounts deleted = batch.get();
                if (deleted.total() > 0) {
                    dataVersions.bump(organizationId);
                }
                return deleted;
            });
            sum = sum.plus(last);
        } while (last.total() >= batchSize);
        return sum;
    }
}
