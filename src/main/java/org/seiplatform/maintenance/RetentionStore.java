package org.seiplatform.maintenance;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.RetentionCutoffs;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who keeps what for how long, and where there is something to delete. */
@Repository
class RetentionStore {

    private final JdbcClient jdbc;

    RetentionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The terms of all organizations that do not keep everything for ever.
     *
     * @param now what the durations are counted back from
     */
    List<RetentionCutoffs> terms(RetentionProperties defaults, Instant now) {
        return jdbc.sql("""
                        select *
                        from (select id,
                                     cast(:now as timestamptz)
                                       - make_interval(secs => coalesce(commit_retention_seconds, :commits)) as commits,
                                     cast(:now as timestamptz)
                                       - make_interval(secs => coalesce(pull_request_retention_seconds, :pullRequests))
                                       as pull_requests,
                                     cast(:now as timestamptz)
                                       - make_interval(secs => coalesce(deployment_retention_seconds, :deployments))
                                       as deployments,
                                     cast(:now as timestamptz)
                                       - make_interval(secs => coalesce(incident_retention_seconds, :incidents)) as incidents
                              from organizations) terms
                        where coalesce(commits, pull_requests, deployments, incidents) is not null
                        order by id
                        """)
                .param("now", now.atOffset(UTC))
                .param("commits", seconds(defaults.commits()), Types.BIGINT)
                .param("pullRequests", seconds(defaults.pullRequests()), Types.BIGINT)
                .param("deployments", seconds(defaults.deployments()), Types.BIGINT)
                .param("incidents", seconds(defaults.incidents()), Types.BIGINT)
                .query((row, number) -> new RetentionCutoffs(
                        row.getObject("id", UUID.class),
                        instant(row, "commits"),
                        instant(row, "pull_requests"),
                        instant(row, "deployments"),
                        instant(row, "incidents")))
                .list();
    }

    long organizations() {
        return jdbc.sql("select count(*) from organizations").query(Long.class).single();
    }

    /** From now on no deployment of the repository that finished before is derived again. */
    void raiseFloor(UUID repositoryId, Instant floor) {
        jdbc.sql("""
                        insert into derivation_floors as known (repository_id, floor)
                        values (:repository, :floor)
                        on conflict (repository_id) do update
                        set floor = excluded.floor
                        where known.floor < excluded.floor
                        """)
                .param("repository", repositoryId)
                .param("floor", floor.atOffset(UTC))
                .update();
    }

    /** Deletes the changes that were delivered before a time. */
    int deleteDeliveredChanges(UUID repositoryId, Instant before, int limit) {
        return jdbc.sql("""
                        delete from delivered_changes
                        where repository_id = :repository
                          and (sha, environment_id, delivered_at) in (
                              select sha, environment_id, delivered_at
                              from delivered_changes
                              where repository_id = :repository and delivered_at < :before
                              limit :limit)
                        """)
                .param("repository", repositoryId)
                .param("before", before.atOffset(UTC))
                .param("limit", limit)
                .update();
    }

    /** Whether there are chunks of delivered changes that end before a time. */
    boolean hasChunksBefore(Instant time) {
        return jdbc.sql(
                        "select exists (select show_chunks('delivered_changes', older_than => cast(:time as timestamptz)))")
                .param("time", time.atOffset(UTC))
                .query(Boolean.class)
                .single();
    }

    /** Drops those chunks, unless somebody reads the tables that they refer to for too long. */
    void dropChunksBefore(Instant time, Duration patience) {
        jdbc.sql("select set_config('lock_timeout', :patience, true)")
                .param("patience", patience.toMillis() + "ms")
                .query(String.class)
                .single();
        jdbc.sql("select drop_chunks('delivered_changes', older_than => cast(:time as timestamptz))")
                .param("time", time.atOffset(UTC))
                .query(row -> {});
    }

    private static @Nullable Long seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toSeconds();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
