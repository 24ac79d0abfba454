package org.seiplatform.ingest;

import static org.seiplatform.ingest.Columns.constant;
import static org.seiplatform.ingest.Columns.texts;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.seiplatform.coderepo.Provider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Asks what ingest must know of repositories. */
@Repository
class RepositoryQueries {

    private final JdbcClient jdbc;

    RepositoryQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of these repositories that the organization has; within a transaction they cannot go before it ends. */
    KnownRepositories find(UUID organizationId, Collection<UUID> repositoryIds) {
        Map<UUID, KnownRepositories.Facts> facts = new HashMap<>();
        if (!repositoryIds.isEmpty()) {
            jdbc.sql("""
                            select id, provider, host, default_branch
                            from repositories
                            where organization_id = :organization and id = any(cast(:ids as uuid[]))
                            order by id
                            for key share
                            """)
                    .param("organization", organizationId)
                    .param("ids", texts(repositoryIds, id -> id))
                    .query(row -> {
                        facts.put(
                                row.getObject("id", UUID.class),
                                new KnownRepositories.Facts(
                                        constant(Provider.class, row.getString("provider")),
                                        row.getString("host"),
                                        row.getString("default_branch")));
                    });
        }
        return new KnownRepositories(facts);
    }
}
