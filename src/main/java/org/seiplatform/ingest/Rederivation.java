package org.seiplatform.ingest;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.seiplatform.coderepo.DefaultBranchChanged;
import org.seiplatform.ingest.PendingDerivationStore.PendingRepository;
import org.seiplatform.ingest.delivery.DeliveryDerivation;
import org.seiplatform.ingest.delivery.PendingDerivations;
import org.seiplatform.organization.DataVersions;
import org.seiplatform.organization.OrganizationSettingsChanged;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Derives again what a changed setting has changed: the hotfix pattern decides kinds, the default branch decides what was
 * delivered by time. The change is noted in its own transaction and carried out within seconds, repository by repository, because
 * an organization may have thousands of them.
 */
@Component
class Rederivation {

    private final PendingDerivationStore pending;
    private final IngestLockStore locks;
    private final DeliveryDerivation derivation;
    private final DataVersions dataVersions;
    private final IngestProperties properties;
    private final TransactionTemplate transaction;

    Rederivation(
            PendingDerivationStore pending,
            IngestLockStore locks,
            DeliveryDerivation derivation,
            DataVersions dataVersions,
            IngestProperties properties,
            TransactionTemplate transaction) {
        this.pending = pending;
        this.locks = locks;
        this.derivation = derivation;
        this.dataVersions = dataVersions;
        this.properties = properties;
        this.transaction = transaction;
    }

    @EventListener
    void note(OrganizationSettingsChanged change) {
        pending.addRepositoriesOf(change.organizationId());
    }

    @EventListener
    void note(DefaultBranchChanged change) {
        pending.addRepository(change.organizationId(), change.repositoryId());
    }

    /** Works off all that is noted; what fails is tried again the next time. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void workOff() {
        while (Boolean.TRUE.equals(transaction.execute(status -> deriveNext()))) {
            // Each repository is a transaction of its own, so that writers wait for one at a time.
        }
    }

    private boolean deriveNext() {
        return pending.next().map(this::derive).orElse(false);
    }

    private boolean derive(PendingRepository next) {
        locks.lock(next.organizationId(), Set.of(next.repositoryId()), false, properties.lockTimeout());
        pending.remove(next.repositoryId());
        PendingDerivations everything = new PendingDerivations();
        derivation.repositoryChanged(everything, next.repositoryId());
        derivation.derive(everything);
        dataVersions.bump(next.organizationId());
        return true;
    }
}
