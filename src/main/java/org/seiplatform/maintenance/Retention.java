package org.seiplatform.maintenance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.seiplatform.fact.DeletionCounts;
import org.seiplatform.fact.FactKind;
import org.seiplatform.fact.RetentionCutoffs;
import org.seiplatform.platform.persistence.Edition;
import org.seiplatform.platform.shutdown.Shutdown;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes facts past their retention, in every edition: terms differ by organization, and a policy on a table knows no
 * organizations. RetentionCutoffs are counted in whole days in UTC, so that there is something to do once a day only.
 */
@Component
class Retention {

    private static final Logger LOGGER = LoggerFactory.getLogger(Retention.class);
    private static final String WORK = "retention";

    /** Longer than a batch can take; prolonged before each repository. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    /** Dropping a chunk locks repositories for a moment; who waits for that lock makes others wait behind. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final RetentionStore store;
    private final FactRetention facts;
    private final LeaseStore leases;
    private final Edition edition;
    private final RetentionProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final RetentionMetrics metrics;
    private final Shutdown shutdown;

    Retention(
            RetentionStore store,
            FactRetention facts,
            LeaseStore leases,
            Edition edition,
            RetentionProperties properties,
            TransactionTemplate transaction,
            Clock clock,
            RetentionMetrics metrics,
            Shutdown shutdown) {
        this.store = store;
        this.facts = facts;
        this.leases = leases;
        this.edition = edition;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
        this.metrics = metrics;
        this.shutdown = shutdown;
    }

    @Scheduled(initialDelay = 10, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void deleteOldFacts() {
        List<RetentionCutoffs> terms = store.terms(properties, clock.instant().truncatedTo(ChronoUnit.DAYS));
        if (terms.isEmpty()) {
            return;
        }
        try (Lease lease = leases.take(WORK, LEASE)) {
            if (lease.isHeld()) {
                enforce(terms, lease);
                metrics.enforced(clock.instant());
            }
        }
    }

    /** Works the terms off one after the other, and tells what was deleted. */
    private void enforce(List<RetentionCutoffs> terms, Lease lease) {
        dropChunks(terms);
        for (RetentionCutoffs organization : terms) {
            DeletionCounts deleted = attempt(organization, () -> facts.deleteFactsOfOrganization(organization));
            for (UUID repositoryId : facts.repositoriesWithOldFacts(organization)) {
                if (shutdown.hasBegun() || !lease.prolong()) {
                    return;
                }
                deleted = deleted.plus(attempt(organization, () -> facts.deleteFacts(organization, repositoryId)));
            }
            metrics.deleted(deleted);
            if (deleted.total() > 0) {
                LOGGER.info(
                        "Deleted facts of organization {} past their retention: {}",
                        organization.organizationId(),
                        deleted);
            }
        }
    }

    /** What fails, because a writer holds the repository for too long, is tried again the next time. */
    private static DeletionCounts attempt(RetentionCutoffs organization, Supplier<DeletionCounts> deletion) {
        try {
            return deletion.get();
        } catch (DataAccessException exception) {
            LOGGER.warn("Could not delete old facts of organization {}", organization.organizationId(), exception);
            return DeletionCounts.NONE;
        }
    }

    /**
     * Chunks of delivered changes that no organization keeps go as a whole, which is cheaper than by row, all the more where they
     * are compressed.
     */
    private void dropChunks(List<RetentionCutoffs> terms) {
        if (edition == Edition.POSTGRESQL || terms.size() < store.organizations()) {
            return;
        }
        List<Instant> cutoffs = terms.stream()
                .map(organization -> organization.of(FactKind.DEPLOYMENT))
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        if (cutoffs.size() < terms.size() || !store.hasChunksBefore(cutoffs.getFirst())) {
            return;
        }
        try {
            transaction.executeWithoutResult(status -> store.dropChunksBefore(cutoffs.getFirst(), PATIENCE));
        } catch (DataAccessException exception) {
            LOGGER.info("Chunks past all retention could not be dropped now: {}", exception.getMessage());
        }
    }
}
