package org.seiplatform.fact;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.seiplatform.platform.persistence.AdvisoryLocks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Lets one transaction at a time change the facts of a repository. The locks end with the transaction, so they work through a
 * pooler that gives each transaction another connection; they are taken in one order, so that no two transactions wait for each
 * other.
 */
@Repository
class IngestLockStore {

    /** The database's table of locks is finite: a request about more repositories takes the organization as a whole. */
    private static final int MAX_LOCKS = 500;

    private final JdbcClient jdbc;

    IngestLockStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Waits until no other transaction changes the facts of these repositories.
     *
     * @param ofOrganization whether facts of the organization itself, such as incidents, are to be changed, too
     * @param timeout how long to wait for each lock of this transaction
     */
    void lock(UUID organizationId, Set<UUID> repositoryIds, boolean ofOrganization, Duration timeout) {
        jdbc.sql("select set_config('lock_timeout', :timeout, true)")
                .param("timeout", timeout.toMillis() + "ms")
                .query(String.class)
                .single();
        boolean whole = repositoryIds.size() > MAX_LOCKS;
        jdbc.sql("select " + (whole ? "pg_advisory_xact_lock" : "pg_advisory_xact_lock_shared")
                        + "(hashtextextended(:name, 0))")
                .param("name", AdvisoryLocks.ingest(organizationId))
                .query(row -> {});
        if (!whole) {
            lock(Stream.concat(
                            repositoryIds.stream().map(AdvisoryLocks::ingestOfRepository),
                            ofOrganization
                                    ? Stream.of(AdvisoryLocks.ingestOfOrganizationFacts(organizationId))
                                    : Stream.empty())
                    .toArray(String[]::new));
        }
    }

    private void lock(String[] names) {
        jdbc.sql("""
                        select pg_advisory_xact_lock(key)
                        from (select distinct hashtextextended(name, 0) as key
                              from unnest(cast(:names as text[])) as name
                              order by 1) as lock
                        """).param("names", names).query(row -> {});
    }
}
