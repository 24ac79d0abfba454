package org.seiplatform.organization;

import java.time.Clock;
import java.util.UUID;
import org.seiplatform.platform.dataversion.VersionWatch;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Counts the changes to each organization's data, so that answers computed before a change are told from those after it. */
@Component
public class DataVersions {

    private final DataVersionStore store;
    private final VersionWatch watch;
    private final Clock clock;

    DataVersions(DataVersionStore store, VersionWatch dataVersionWatch, Clock clock) {
        this.store = store;
        this.watch = dataVersionWatch;
        this.clock = clock;
    }

    /**
     * Says that data of the organization changes with the transaction at hand. Call it last: from then on until the end of the
     * transaction other changes to the organization wait.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void bump(UUID organizationId) {
        store.bump(organizationId, clock.instant());
        watch.changedByTransaction(organizationId.toString());
    }

    /** Like {@link #bump}; besides, nothing computed before may be shown again, not even while the database is away. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void bumpAndClear(UUID organizationId) {
        bump(organizationId);
        store.clear(organizationId);
    }
}
