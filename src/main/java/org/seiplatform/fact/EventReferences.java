package org.seiplatform.fact;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Tells whether what events refer to exists in an organization; what exists elsewhere does not exist here. */
@Service
public class EventReferences {

    private final ReferenceQueries queries;

    EventReferences(ReferenceQueries queries) {
        this.queries = queries;
    }

    public boolean hasRepository(UUID organizationId, UUID repositoryId) {
        return queries.hasRepository(organizationId, repositoryId);
    }

    /** The repositories with this id at their provider, two at most: one for each host, or one at all if the host is known. */
    public List<UUID> repositories(UUID organizationId, String provider, String providerId, @Nullable String host) {
        return queries.repositories(organizationId, provider, providerId, host == null ? "" : host);
    }

    public boolean hasIncident(UUID organizationId, String externalId) {
        return queries.hasIncident(organizationId, externalId);
    }

    public boolean hasTeam(UUID organizationId, UUID teamId) {
        return queries.hasTeam(organizationId, teamId);
    }
}
