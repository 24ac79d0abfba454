package org.seiplatform.source.git;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the table {@code import_jobs}. */
@Repository
class ImportStore {

    private static final String COLUMNS = """
            id, repository_id, status, source, phase, commits_imported, commits_total, deployments_imported, error_code,
            error_detail, created_at, started_at, finished_at
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ImportStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A job that a worker has taken on. */
    record ClaimedJob(ImportJob job, UUID organizationId, ImportOptions options) {}

    /** @throws org.springframework.dao.DuplicateKeyException if an import of the repository is under way */
    void insert(UUID id, UUID organizationId, UUID repositoryId, String source, ImportOptions options, Instant now) {
        jdbc.sql("""
                        insert into import_jobs (id, organization_id, repository_id, status, source, options, created_at)
                        values (:id, :organization, :repository, 'queued', :source, cast(:options as jsonb), :now)
                        """)
                .param("id", id)
                .param("organization", organizationId)
                .param("repository", repositoryId)
                .param("source", source)
                .param("options", json.writeValueAsString(options))
                .param("now", now.atOffset(UTC))
                .update();
    }

    /** @param organizationId null finds those of any organization */
    Optional<ImportJob> find(@Nullable UUID organizationId, UUID id) {
        return jdbc.sql("select " + COLUMNS + " from import_jobs where id = :id"
                        + " and (cast(:organization as uuid) is null or organization_id = :organization)")
                .param("id", id)
                .param("organization", organizationId, Types.OTHER)
                .query(ImportStore::job)
                .optional();
    }

    Optional<ImportJob> findActive(UUID repositoryId) {
        return jdbc.sql("select " + COLUMNS
                        + " from import_jobs where repository_id = :repository and status in ('queued', 'running')")
                .param("repository", repositoryId)
                .query(ImportStore::job)
                .optional();
    }

    List<ImportJob> list(UUID organizationId, UUID repositoryId, UUID after, int limit) {
        return jdbc.sql("select " + COLUMNS + " from import_jobs where organization_id = :organization"
                        + " and repository_id = :repository and id > :after order by id limit :limit")
                .param("organization", organizationId)
                .param("repository", repositoryId)
                .param("after", after)
                .param("limit", limit)
                .query(ImportStore::job)
                .list();
    }

    /**
     * A job that waits, or whose worker has been silent since {@code silentSince}; not one that has silenced {@code attempts}
     * workers, unless only to be cancelled. It is the oldest of the organization that was served the longest ago, among those of
     * which fewer than {@code perOrganization} run, so that nobody waits for all that another has asked for.
     */
    Optional<ClaimedJob> claim(String worker, Instant now, Instant silentSince, int attempts, int perOrganization) {
        return jdbc.sql("""
                        with active as (
                            select id, organization_id, created_at,
                                   status = 'queued'
                                       or (heartbeat_at < :silentSince and (attempts < :attempts or cancel_requested)) as claimable
                            from import_jobs where status in ('queued', 'running')
                        ),
                        eldest as (
                            select distinct on (organization_id) id, organization_id, created_at
                            from active a
                            where claimable
                              and (select count(*) from import_jobs r
                                   where r.organization_id = a.organization_id and r.status = 'running'
                                     and r.heartbeat_at >= :silentSince) < :perOrganization
                            order by organization_id, created_at
                        )
                        update import_jobs
                        set status = 'running', worker = :worker, heartbeat_at = :now,
                            started_at = coalesce(started_at, :now), commits_imported = 0, deployments_imported = 0,
                            attempts = attempts + 1
                        where id = (select j.id
                                    from import_jobs j join eldest e on e.id = j.id
                                    -- Another worker may have claimed it meanwhile.
                                    where j.status = 'queued' or (j.status = 'running' and j.heartbeat_at < :silentSince)
                                    order by (select max(served.started_at) from import_jobs served
                                              where served.organization_id = e.organization_id) nulls first,
                                             e.created_at
                                    limit 1
                                    for update of j skip locked)
                        returning %s, organization_id, options
                        """.formatted(COLUMNS))
                .param("worker", worker)
                .param("now", now.atOffset(UTC))
                .param("silentSince", silentSince.atOffset(UTC))
                .param("attempts", attempts)
                .param("perOrganization", perOrganization)
                .query((row, number) -> new ClaimedJob(
                        job(row, number),
                        row.getObject("organization_id", UUID.class),
                        json.readValue(row.getString("options"), ImportOptions.class)))
                .optional();
    }

    /**
     * Fails jobs that have silenced so many workers.
     *
     * @return their ids
     */
    List<UUID> giveUp(Instant now, Instant silentSince, int attempts, String errorCode, String errorDetail) {
        return jdbc.sql("""
                        update import_jobs
                        set status = 'failed', phase = null, error_code = :code, error_detail = :detail, worker = null,
                            finished_at = :now
                        where id in (select id from import_jobs
                                     where status = 'running' and heartbeat_at < :silentSince
                                       and attempts >= :attempts and not cancel_requested
                                     for update skip locked)
                        returning id
                        """)
                .param("now", now.atOffset(UTC))
                .param("silentSince", silentSince.atOffset(UTC))
                .param("attempts", attempts)
                .param("code", errorCode)
                .param("detail", errorDetail)
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }

    /**
     * Says how far a worker has come, and that it is alive.
     *
     * @return whether it may go on: it may not once the job was cancelled, deleted, or taken over by another
     */
    boolean progress(
            UUID id, String worker, String phase, long commits, @Nullable Long total, long deployments, Instant now) {
        return jdbc.sql("""
                        update import_jobs
                        set phase = :phase, commits_imported = :commits, commits_total = :total,
                            deployments_imported = :deployments, heartbeat_at = :now
                        where id = :id and worker = :worker and status = 'running' and not cancel_requested
                        """)
                        .param("id", id)
                        .param("worker", worker)
                        .param("phase", phase)
                        .param("commits", commits)
                        .param("total", total, Types.BIGINT)
                        .param("deployments", deployments)
                        .param("now", now.atOffset(UTC))
                        .update()
                == 1;
    }

    /** Says that a worker is alive, if the job is still its own. */
    void keepAlive(UUID id, String worker, Instant now) {
        jdbc.sql(
                        "update import_jobs set heartbeat_at = :now where id = :id and worker = :worker and status = 'running'")
                .param("id", id)
                .param("worker", worker)
                .param("now", now.atOffset(UTC))
                .update();
    }

    void finish(
            UUID id,
            String worker,
            ImportJob.Status status,
            @Nullable String errorCode,
            @Nullable String errorDetail,
            Instant now) {
        jdbc.sql("""
                        update import_jobs
                        set status = :status, phase = null, error_code = :code, error_detail = :detail, worker = null,
                            finished_at = :now
                        where id = :id and worker = :worker and status = 'running'
                        """)
                .param("id", id)
                .param("worker", worker)
                .param("status", status.name().toLowerCase(Locale.ROOT))
                .param("code", errorCode, Types.VARCHAR)
                .param("detail", errorDetail, Types.VARCHAR)
                .param("now", now.atOffset(UTC))
                .update();
    }

    /** Puts a job back for whoever takes it next; that its worker has ended was not its doing. */
    void release(UUID id, String worker) {
        jdbc.sql("""
                        update import_jobs
                        set status = 'queued', phase = null, worker = null, attempts = greatest(attempts - 1, 0)
                        where id = :id and worker = :worker and status = 'running'
                        """).param("id", id).param("worker", worker).update();
    }

    /** @param id of an import that is there */
    UUID organizationOf(UUID id) {
        return jdbc.sql("select organization_id from import_jobs where id = :id")
                .param("id", id)
                .query(UUID.class)
                .single();
    }

    /**
     * Ends a waiting job at once, and tells the worker of a running one to stop.
     *
     * @return false if it had ended, or was cancelled before
     */
    boolean cancel(UUID id, Instant now) {
        return jdbc.sql("""
                                update import_jobs
                                set cancel_requested = true,
                                    status = case when status = 'queued' then 'cancelled' else status end,
                                    finished_at = case when status = 'queued' then :now else finished_at end
                                where id = :id and status in ('queued', 'running') and not cancel_requested
                                """).param("id", id).param("now", now.atOffset(UTC)).update() > 0;
    }

    private static ImportJob job(ResultSet row, int number) throws SQLException {
        long total = row.getLong("commits_total");
        Long commitsTotal = row.wasNull() ? null : total;
        return new ImportJob(
                row.getObject("id", UUID.class),
                row.getObject("repository_id", UUID.class),
                ImportJob.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getString("source"),
                row.getString("phase"),
                row.getLong("commits_imported"),
                commitsTotal,
                row.getLong("deployments_imported"),
                row.getString("error_code"),
                row.getString("error_detail"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "started_at"),
                instant(row, "finished_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
