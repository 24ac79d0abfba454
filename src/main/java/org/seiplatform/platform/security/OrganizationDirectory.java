package org.seiplatform.platform.security;

import java.util.Optional;
import java.util.UUID;

/** Which organizations there are; what security needs to know of the domain, which provides it. */
public interface OrganizationDirectory {

    boolean exists(UUID organizationId);

    Optional<UUID> findBySlug(String slug);
}
