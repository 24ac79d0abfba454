package org.seiplatform.fact;

import static org.seiplatform.platform.persistence.Columns.constant;
import static org.seiplatform.platform.persistence.Columns.instant;
import static org.seiplatform.platform.persistence.Columns.texts;

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

    /** Those of these repositories that the organization has now. */
    KnownRepositories find(UUID organizationId, Collection<UUID> repositoryIds) {
        return find(organizationId, repositoryIds, "");
    }

    /** The same, and they cannot go before the transaction ends. */
    KnownRepositories keep(UUID organizationId, Collection<UUID> repositoryIds) {
        return find(organizationId, repositoryIds, "for key share of r");
    }

    private KnownRepositories find(UUID organizationId, Collection<UUID> repositoryIds, String locking) {
        Map<UUID, KnownRepositories.Facts> facts = new HashMap<>();
        if (!repositoryIds.isEmpty()) {
            jdbc.sql("""
                            select r.id, r.provider, r.host, b.branch, b.until
                            from repositories r
                            join default_branches b on b.repository_id = r.id
                            where r.organization_id = :organization and r.id = any(cast(:ids as uuid[]))
                            order by r.id, b.until
                            """ + locking)
                    .param("organization", organizationId)
                    .param("ids", texts(repositoryIds, id -> id))
                    .query(row -> {
                        Provider provider = constant(Provider.class, row.getString("provider"));
                        String host = row.getString("host");
                        facts.computeIfAbsent(
                                        row.getObject("id", UUID.class),
                                        missing -> new KnownRepositories.Facts(provider, host, new HashMap<>()))
                                .defaultBranches()
                                .put(row.getString("branch"), instant(row, "until"));
                    });
        }
        return new KnownRepositories(facts);
    }
}
