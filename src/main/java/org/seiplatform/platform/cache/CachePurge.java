package org.seiplatform.platform.cache;

import java.util.UUID;
import org.springframework.stereotype.Component;

/** Removes the cached responses of an organization from memory and Redis. Other instances no longer serve theirs, which expire soon. */
@Component
public class CachePurge {

    private final LocalResponseCache local;
    private final RemoteResponseCache remote;

    CachePurge(LocalResponseCache local, RemoteResponseCache remote) {
        this.local = local;
        this.remote = remote;
    }

    /** @throws org.seiplatform.platform.resilience.DependencyUnavailableException if Redis is away, which may still hold some */
    public void forget(UUID organizationId) {
        local.forget(organizationId);
        remote.forget(organizationId);
    }
}
