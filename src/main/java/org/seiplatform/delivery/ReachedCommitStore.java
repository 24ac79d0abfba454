package org.seiplatform.delivery;

import static java.time.ZoneOffset.UTC;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.seiplatform.platform.persistence.Columns;
import org.seiplatform.platform.persistence.Upsert;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Walks the commit graph, and keeps the table {@code reached_commits}. */
@Repository
class ReachedCommitStore {

    private static final Upsert<Map.Entry<String, Arrival>> UPSERT = Upsert.<Map.Entry<String, Arrival>>into(
                    "reached_commits")
            .key("sha", "repository_id", "environment_id")
            .constant("repository_id")
            .constant("environment_id")
            .text("sha", Map.Entry::getKey)
            .instant("finished_at", entry -> entry.getValue().place().finishedAt())
            .text("external_id", entry -> entry.getValue().place().externalId())
            .bool("delivered", entry -> entry.getValue().delivered())
            .bool("walked", entry -> entry.getValue().walked())
            .build();

    /** The commits of the default branch whose commit times are in (:after, :until]. */
    private static final String BY_TIME = """
            from commits c
            where c.repository_id = :repository
              and (c.branch is null
                   or exists (select from default_branches b
                              where b.repository_id = c.repository_id and b.branch = c.branch
                                and c.branch_as_of <= b.until))
              and c.committed_at > coalesce(:after, '-infinity'::timestamptz) and c.committed_at <= :until
            """;

    private final JdbcClient jdbc;

    ReachedCommitStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** These commits and their ancestors, as far as they had not arrived, with all of theirs, before a place. */
    List<KnownCommit> walk(Sequence sequence, Collection<String> shas, Place first) {
        // The lateral sub-selects have a limit so that each step is two index look-ups: the planner expects the walk to
        // be long, and would else read the whole repository for each deployment.
        String step = """
                left join lateral (select sha, parents from commits
                                   where repository_id = :repository and sha = step.sha limit 1) c on true
                left join lateral (select finished_at, external_id, delivered, walked from reached_commits
                                   where repository_id = :repository and sha = step.sha
                                     and environment_id = :environment limit 1) r on true
                where not coalesce(r.walked and (r.finished_at, r.external_id) < (:finishedAt, :externalId), false)
                """;
        return at(sequence, first, """
                        with recursive walk (sha, received, parents, finished_at, external_id, delivered, walked) as (
                            select step.sha collate "C", c.sha is not null, c.parents,
                                   r.finished_at, r.external_id, r.delivered, r.walked
                            from unnest(cast(:shas as text[])) as step (sha)
                            %1$s
                          union
                            select step.sha, c.sha is not null, c.parents,
                                   r.finished_at, r.external_id, r.delivered, r.walked
                            from walk
                            cross join lateral unnest(walk.parents) as step (sha)
                            %1$s
                        )
                        select * from walk
                        """.formatted(step))
                .param("shas", shas.toArray(String[]::new))
                .query(ReachedCommitStore::known)
                .list();
    }

    /** These commits, without their parents. */
    List<KnownCommit> find(Sequence sequence, Collection<String> shas) {
        return of(sequence, """
                        select known.sha, false as received, null::text[] as parents,
                               r.finished_at, r.external_id, r.delivered, r.walked
                        from unnest(cast(:shas as text[])) as known (sha)
                        left join reached_commits r on r.repository_id = :repository and r.sha = known.sha
                                                   and r.environment_id = :environment
                        """)
                .param("shas", shas.toArray(String[]::new))
                .query(ReachedCommitStore::known)
                .list();
    }

    /** What these deployments have brought so far, without its parents. */
    List<KnownCommit> broughtBy(Sequence sequence, Collection<String> externalIds) {
        return of(sequence, """
                        select sha, true as received, null::text[] as parents, finished_at, external_id, delivered, walked
                        from reached_commits
                        where repository_id = :repository and external_id = any(:externalIds)
                          and environment_id = :environment
                        """)
                .param("externalIds", externalIds.toArray(String[]::new))
                .query(ReachedCommitStore::known)
                .list();
    }

    /** The commits of the default branch that were committed in a span of time. */
    List<KnownCommit> committed(Sequence sequence, TimeSpan span) {
        return spanned(of(sequence, """
                        select c.sha, true as received, null::text[] as parents,
                               r.finished_at, r.external_id, r.delivered, r.walked
                        from (select c.repository_id, c.sha %s) c
                        left join reached_commits r on r.repository_id = c.repository_id and r.sha = c.sha
                                                   and r.environment_id = :environment
                        """.formatted(BY_TIME)), span)
                .query(ReachedCommitStore::known)
                .list();
    }

    void write(Sequence sequence, ReachedGraph.Changes changes) {
        if (!changes.gone().isEmpty()) {
            of(sequence, """
                            delete from reached_commits
                            where repository_id = :repository and environment_id = :environment and sha = any(:shas)
                            """)
                    .param("shas", changes.gone().toArray(String[]::new))
                    .update();
        }
        if (!changes.arrived().isEmpty()) {
            jdbc.sql(UPSERT.sql())
                    .params(UPSERT.parameters(changes.arrived().entrySet()))
                    .param("repository_id", sequence.repositoryId())
                    .param("environment_id", sequence.environmentId())
                    .update();
        }
    }

    /**
     * Takes away all that was derived of deployments of a repository.
     *
     * @return the commits that they had brought, by environment
     */
    Map<Integer, Set<String>> forget(UUID repositoryId, Collection<String> externalIds) {
        return jdbc
                .sql("""
                        with changes as (
                            delete from delivered_changes c
                            using deliveries v
                            where v.repository_id = :repository and v.external_id = any(:externalIds)
                              and c.repository_id = v.repository_id and c.environment_id = v.environment_id
                              and c.delivered_at = v.finished_at and c.deployment_id = v.external_id
                        ), gone as (
                            delete from deliveries
                            where repository_id = :repository and external_id = any(:externalIds)
                        )
                        delete from reached_commits
                        where repository_id = :repository and external_id = any(:externalIds)
                        returning environment_id, sha
                        """)
                .param("repository", repositoryId)
                .param("externalIds", externalIds.toArray(String[]::new))
                .query((row, number) -> Map.entry(row.getInt("environment_id"), row.getString("sha")))
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toSet())));
    }

    /** Whether nothing was ever deployed, and so nothing has arrived. */
    boolean isUntouched(Sequence sequence) {
        return of(sequence, """
                        select not exists (select from deployment_sequences
                                           where repository_id = :repository and environment_id = :environment)
                        """).query(Boolean.class).single();
    }

    /**
     * Lets the first deployment of an environment that nothing has reached bring its commit with all ancestors, within the database:
     * it may bring the commits of many years.
     *
     * @return whether a commit whose parents nobody has stated arrives by this
     */
    boolean bringAll(Sequence sequence, DeployedCommit first) {
        return at(sequence, first.place(), """
                        with recursive walk (sha, received, parents) as (
                            select start.sha collate "C", c.sha is not null, c.parents
                            from (select cast(:sha as text)) as start (sha)
                            left join commits c on c.repository_id = :repository and c.sha = start.sha
                          union
                            select parent.sha, c.sha is not null, c.parents
                            from walk
                            cross join lateral unnest(walk.parents) as parent (sha)
                            left join lateral (select sha, parents from commits
                                               where repository_id = :repository and sha = parent.sha limit 1) c on true
                        ), inserted as (
                            insert into reached_commits
                                   (repository_id, sha, environment_id, finished_at, external_id, delivered, walked)
                            select :repository, sha, :environment, :finishedAt, :externalId, true, true
                            from walk
                        )
                        select coalesce(bool_or(received and parents is null), false) from walk
                        """)
                .param("sha", first.sha())
                .query(Boolean.class)
                .single();
    }

    /** Lets the first deployment of an environment bring what was committed until a time, too. */
    void bringAllCommitted(Sequence sequence, Place first, Instant until) {
        spanned(at(sequence, first, """
                        insert into reached_commits
                               (repository_id, sha, environment_id, finished_at, external_id, delivered, walked)
                        select c.repository_id, c.sha, :environment, :finishedAt, :externalId, true, false %s
                        on conflict do nothing
                        """.formatted(BY_TIME)), new TimeSpan(null, until))
                .update();
    }

    private static StatementSpec spanned(StatementSpec statement, TimeSpan span) {
        Instant after = span.after();
        return statement
                .param("after", after == null ? null : after.atOffset(UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("until", span.until().atOffset(UTC));
    }

    private StatementSpec at(Sequence sequence, Place place, String sql) {
        return of(sequence, sql)
                .param("finishedAt", place.finishedAt().atOffset(UTC))
                .param("externalId", place.externalId());
    }

    private StatementSpec of(Sequence sequence, String sql) {
        return jdbc.sql(sql)
                .param("repository", sequence.repositoryId())
                .param("environment", sequence.environmentId());
    }

    private static KnownCommit known(ResultSet row, int number) throws SQLException {
        Place place = Place.of(row, "");
        return new KnownCommit(
                row.getString("sha"),
                row.getBoolean("received"),
                Columns.nullableTextList(row, "parents"),
                place == null ? null : new Arrival(place, row.getBoolean("delivered"), row.getBoolean("walked")));
    }
}
