package org.seiplatform.fact;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
        boolean whole = repositoryIds.size() > MAX_LOCKS;
        jdbc.sql("select set_config('lock_timeout', :timeout, true), "
                        + (whole ? "pg_advisory_xact_lock" : "pg_advisory_xact_lock_shared")
                        + "(hashtextextended(:name, 0))")
                .param("timeout", timeout.toMillis() + "ms")
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

    /**
     * Takes those locks that nobody has, and waits for none.
     *
     * @param places whose facts are to be changed
     * @return the places that no other transaction changes now
     */
    Set<ChangedPlace> tryLock(UUID organizationId, Set<ChangedPlace> places) {
        Map<String, ChangedPlace> byName =
                places.stream().collect(Collectors.toMap(place -> place.lock(organizationId), place -> place));
        Set<String> locked = jdbc.sql("""
                        select lock.name
                        from (select pg_try_advisory_xact_lock_shared(hashtextextended(:organization, 0)) as locked
                              offset 0) as organization
                        cross join lateral (select name, pg_try_advisory_xact_lock(hashtextextended(name, 0)) as locked
                                            from unnest(cast(:names as text[])) as name
                                            where organization.locked
                                            offset 0) as lock
                        where lock.locked
                        """)
                .param("organization", AdvisoryLocks.ingest(organizationId))
                .param("names", byName.keySet().toArray(String[]::new))
                .query((row, number) -> row.getString(1))
                .set();
        byName.keySet().retainAll(locked);
        return Set.copyOf(byName.values());
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
