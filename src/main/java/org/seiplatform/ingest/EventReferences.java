package org.seiplatform.ingest;

import java.util.Optional;
import java.util.UUID;
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

    /** The repository with this id at its provider. */
    public Optional<UUID> repository(UUID organizationId, String provider, String providerId) {
        return queries.repository(organizationId, provider, providerId);
    }

    public boolean hasIncident(UUID organizationId, String externalId) {
        return queries.hasIncident(organizationId, externalId);
    }

    public boolean hasTeam(UUID organizationId, UUID teamId) {
        return queries.hasTeam(organizationId, teamId);
    }
}
