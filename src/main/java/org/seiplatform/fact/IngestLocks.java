package org.seiplatform.fact;

import java.util.Set;
import java.util.UUID;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/** Keeps writers off for others than ingest itself who change facts. */
@Component
public class IngestLocks {

    private final IngestLockStore store;
    private final IngestProperties properties;

    IngestLocks(IngestLockStore store, IngestProperties properties) {
        this.store = store;
        this.properties = properties;
    }

    /**
     * Waits until no other transaction changes the facts of a repository; until the one at hand ends, none will.
     *
     * @throws ConcurrencyFailureException where another writer kept it for too long
     */
    public void lockRepository(UUID organizationId, UUID repositoryId) {
        store.lock(organizationId, Set.of(repositoryId), false, properties.lockTimeout());
    }

    /** The same for facts of an organization itself, such as incidents. */
    public void lockOrganization(UUID organizationId) {
        store.lock(organizationId, Set.of(), true, properties.lockTimeout());
    }
}
