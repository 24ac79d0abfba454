package org.seiplatform.team;

import java.time.Instant;
import java.util.UUID;
import org.seiplatform.platform.web.Versioned;

/**
 * People who own repositories together.
 *
 * @param slug its name in addresses, unique in the organization
 */
public record Team(UUID id, String slug, String name, long version, Instant createdAt, Instant updatedAt)
        implements Versioned {

    /** The part that people may change. */
    public TeamContent content() {
        return new TeamContent(slug, name);
    }
}
