package org.seiplatform.maintenance;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.IngestLocks;
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

    private final RetentionStore store;
    private final OldFactStore facts;
    private final IngestLocks locks;
    private final DataVersions dataVersions;
    private final TransactionTemplate transaction;
    private final int batchSize;

    FactRetention(
            RetentionStore store,
            OldFactStore facts,
            IngestLocks locks,
            DataVersions dataVersions,
            TransactionTemplate transaction,
            RetentionProperties properties) {
        this.store = store;
        this.facts = facts;
        this.locks = locks;
        this.dataVersions = dataVersions;
        this.transaction = transaction;
        this.batchSize = properties.batchSize();
    }

    /** Incidents first: a deployment stays while an incident is laid to it. */
    Deleted deleteIncidents(Terms terms) {
        Instant before = terms.incidents();
        return before == null ? Deleted.NOTHING : inBatches(terms.organizationId(), () -> incidents(terms, before));
    }

    /** Everything that belongs to a repository. */
    Deleted deleteFacts(Terms terms, UUID repositoryId) {
        Instant floor = terms.floor();
        return floor == null
                ? Deleted.NOTHING
                : inBatches(terms.organizationId(), () -> facts(terms, repositoryId, floor));
    }

    private Deleted inBatches(UUID organizationId, Supplier<Deleted> batch) {
        Deleted sum = Deleted.NOTHING;
        Deleted last;
        do {
            last = transaction.execute(status -> {
                Deleted deleted = batch.get();
                if (deleted.total() > 0) {
                    dataVersions.bump(organizationId);
                }
                return deleted;
            });
            sum = sum.plus(last);
        } while (last.total() >= batchSize);
        return sum;
    }

    private Deleted incidents(Terms terms, Instant before) {
        locks.lockIncidents(terms.organizationId());
        return new Deleted(0, 0, 0, 0, 0, facts.incidents(terms.organizationId(), before, batchSize));
    }

    private Deleted facts(Terms terms, UUID repositoryId, Instant floor) {
        locks.lockRepository(terms.organizationId(), repositoryId);
        store.raiseFloor(repositoryId, floor);
        // Changes before the deployments that delivered them, and commits last: which of them are needed depends on the
        // deployments
        // that are left.
        int changes = deliveredChanges(repositoryId, terms.deployments());
        int deployments = changes < batchSize ? deployments(terms, repositoryId) : 0;
        int pullRequests = 0;
        int reviews = 0;
        Instant endedBefore = terms.pullRequests();
        if (endedBefore != null) {
            pullRequests = facts.pullRequests(repositoryId, endedBefore, floor, batchSize);
            reviews = facts.reviews(repositoryId, endedBefore, batchSize)
                    + facts.reviewComments(repositoryId, endedBefore, batchSize);
        }
        int commits = Math.max(changes, deployments) < batchSize ? commits(repositoryId, terms.commits(), floor) : 0;
        return new Deleted(commits, pullRequests, reviews, deployments, changes, 0);
    }

    private int deployments(Terms terms, UUID repositoryId) {
        Instant before = terms.deployments();
        return before == null ? 0 : facts.deployments(terms.organizationId(), repositoryId, before, batchSize);
    }

    private int deliveredChanges(UUID repositoryId, @Nullable Instant before) {
        return before == null ? 0 : facts.deliveredChanges(repositoryId, before, batchSize);
    }

    private int commits(UUID repositoryId, @Nullable Instant before, Instant floor) {
        return before == null ? 0 : facts.commits(repositoryId, before, floor, batchSize);
    }
}
