package org.seiplatform.ingest;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the table {@code pending_derivations}. */
@Repository
class PendingDerivationStore {

    private final JdbcClient jdbc;

    PendingDerivationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A repository of which everything has to be derived again. */
    record PendingRepository(UUID repositoryId, UUID organizationId) {}

    void addRepository(UUID organizationId, UUID repositoryId) {
        jdbc.sql("insert into pending_derivations (repository_id, organization_id) values (:repository, :organization)")
                .param("repository", repositoryId)
                .param("organization", organizationId)
                .update();
    }

    void addRepositoriesOf(UUID organizationId) {
        jdbc.sql("""
                        insert into pending_derivations (repository_id, organization_id)
                        select id, organization_id from repositories where organization_id = :organization
                        """).param("organization", organizationId).update();
    }

    /** The next repository, out of the way of other instances. */
    Optional<PendingRepository> next() {
        return jdbc.sql("""
                        select repository_id, organization_id from pending_derivations
                        order by id
                        limit 1
                        for update skip locked
                        """)
                .query((row, number) -> new PendingRepository(
                        row.getObject("repository_id", UUID.class), row.getObject("organization_id", UUID.class)))
                .optional();
    }

    /** Strikes a repository off. Rows added from now on stay, because what they stand for may come too late. */
    void remove(UUID repositoryId) {
        jdbc.sql("""
                        delete from pending_derivations
                        where id in (select id from pending_derivations where repository_id = :repository
                                     for update skip locked)
                        """).param("repository", repositoryId).update();
    }
}
