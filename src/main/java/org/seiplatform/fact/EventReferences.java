package org.seiplatform.fact;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.ReferenceQueries.OfOrganization;
import org.seiplatform.fact.ReferenceQueries.RepositoryName;
import org.seiplatform.platform.persistence.StatementLimits;
import org.seiplatform.platform.resilience.Batching;
import org.springframework.stereotype.Service;

/**
 * Tells whether what events refer to exists in an organization; what exists elsewhere does not exist here. Repositories are what
 * nearly every request asks for: all that ask at the same moment share one look.
 */
@Service
public class EventReferences {

    private static final int MOST_AT_ONCE = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ReferenceQueries queries;
    private final Batching<OfOrganization, Boolean> ids;
    private final Batching<RepositoryName, List<UUID>> names;

    EventReferences(ReferenceQueries queries) {
        this.queries = queries;
        this.ids = new Batching<>("repository-ids", MOST_AT_ONCE, id -> 1, asked -> {
            Set<OfOrganization> found = StatementLimits.ofLookups(() -> queries.repositories(asked));
            return asked.stream().map(found::contains).toList();
        });
        this.names = new Batching<>(
                "repository-names",
                MOST_AT_ONCE,
                name -> 1,
                asked -> StatementLimits.ofLookups(() -> queries.named(asked)));
    }

    public boolean hasRepository(UUID organizationId, UUID repositoryId) {
        return ids.ask(new OfOrganization(organizationId, repositoryId), PATIENCE);
    }

    /** The repositories with this id at their provider, two at most: one for each host, or one at all if the host is known. */
    public List<UUID> repositories(UUID organizationId, String provider, String providerId, @Nullable String host) {
        return names.ask(new RepositoryName(organizationId, provider, providerId, host), PATIENCE);
    }

    public boolean hasIncident(UUID organizationId, String externalId) {
        return queries.hasIncident(organizationId, externalId);
    }

    public boolean hasTeam(UUID organizationId, UUID teamId) {
        return queries.hasTeam(organizationId, teamId);
    }
}
