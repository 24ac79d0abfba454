package org.seiplatform.platform.persistence;

import java.util.Optional;
import java.util.UUID;

/** Tells whose data the thread at hand works on. */
public interface CurrentTenant {

    /** The organization that the request belongs to; empty if that is not certain, or there is no request. */
    Optional<UUID> organizationId();
}
