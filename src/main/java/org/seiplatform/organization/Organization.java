package org.seiplatform.organization;

import java.time.Instant;
import java.util.UUID;
import org.seiplatform.platform.web.Versioned;

/**
 * A tenant. Nothing in it is visible to another.
 *
 * @param slug its name in addresses and tokens, unique in the installation
 */
public record Organization(
        UUID id,
        String slug,
        String name,
        OrganizationSettings settings,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    /** The part that its admins may change. */
    public OrganizationContent content() {
        return new OrganizationContent(slug, name, settings);
    }
}
