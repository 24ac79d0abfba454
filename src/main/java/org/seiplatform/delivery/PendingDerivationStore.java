package org.seiplatform.delivery;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
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

    /** The next repository that is due, out of the way of other instances. */
    Optional<PendingRepository> next(Instant now) {
        return jdbc.sql("""
                        select repository_id, organization_id from pending_derivations
                        where not_before <= :now
                        order by id
                        limit 1
                        for update skip locked
                        """)
                .param("now", now.atOffset(UTC))
                .query((row, number) -> new PendingRepository(
                        row.getObject("repository_id", UUID.class), row.getObject("organization_id", UUID.class)))
                .optional();
    }

    /** Lets a repository that failed wait: a second, two, four and so on, up to five minutes. */
    void postpone(UUID repositoryId, Instant now) {
        jdbc.sql("""
                        update pending_derivations
                        set failures = failures + 1,
                            not_before = :now::timestamptz + least(interval '1 second' * 2 ^ least(failures, 10),
                                                                   interval '5 minutes')
                        where repository_id = :repository
                        """)
                .param("repository", repositoryId)
                .param("now", now.atOffset(UTC))
                .update();
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
