package org.seiplatform.delivery;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.seiplatform.coderepo.DefaultBranchChanged;
import org.seiplatform.delivery.PendingDerivationStore.PendingRepository;
import org.seiplatform.fact.IngestLocks;
import org.seiplatform.organization.DataVersions;
import org.seiplatform.organization.OrganizationSettingsChanged;
import org.seiplatform.platform.shutdown.Shutdown;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Derives again what a changed setting has changed: the hotfix pattern decides kinds, the default branch decides what was
 * delivered by time. The change is noted in its own transaction and carried out afterwards, repository by repository, because an
 * organization may have thousands of them. A repository is one transaction, so that no answer mixes old and new: some milliseconds for
 * each of its deployments, during which its writers wait and are asked to try again.
 */
@Component
class Rederivation {

    private static final Logger LOGGER = LoggerFactory.getLogger(Rederivation.class);

    private final PendingDerivationStore pending;
    private final IngestLocks locks;
    private final DeliveryDerivation derivation;
    private final DataVersions dataVersions;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Shutdown shutdown;

    Rederivation(
            PendingDerivationStore pending,
            IngestLocks locks,
            DeliveryDerivation derivation,
            DataVersions dataVersions,
            TransactionTemplate transaction,
            Clock clock,
            Shutdown shutdown) {
        this.pending = pending;
        this.locks = locks;
        this.derivation = derivation;
        this.dataVersions = dataVersions;
        this.transaction = transaction;
        this.clock = clock;
        this.shutdown = shutdown;
    }

    @EventListener
    void note(OrganizationSettingsChanged change) {
        if (!change.before().hotfixPattern().equals(change.after().hotfixPattern())) {
            pending.addRepositoriesOf(change.organizationId());
        }
    }

    @EventListener
    void note(DefaultBranchChanged change) {
        pending.addRepository(change.organizationId(), change.repositoryId());
    }

    /** Works off all that is due; what fails waits a while, and the others go on. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void workOff() {
        while (!shutdown.hasBegun() && workOffNext()) {
            // Each repository is a transaction of its own, so that writers wait for one at a time.
        }
    }

    private boolean workOffNext() {
        AtomicReference<@Nullable PendingRepository> taken = new AtomicReference<>();
        try {
            transaction.executeWithoutResult(
                    status -> pending.next(clock.instant()).ifPresent(next -> {
                        taken.set(next);
                        derive(next);
                    }));
        } catch (RuntimeException failure) {
            PendingRepository failed = taken.get();
            if (failed == null) {
                throw failure;
            }
            LOGGER.error("Deriving repository {} again failed, it is tried later", failed.repositoryId(), failure);
            transaction.executeWithoutResult(status -> pending.postpone(failed.repositoryId(), clock.instant()));
        }
        return taken.get() != null;
    }

    private void derive(PendingRepository next) {
        locks.lockRepository(next.organizationId(), next.repositoryId());
        pending.remove(next.repositoryId());
        derivation.deriveRepository(next.organizationId(), next.repositoryId());
        dataVersions.bump(next.organizationId());
    }
}
