package org.seiplatform.maintenance;

import static java.time.ZoneOffset.UTC;
import static org.seiplatform.platform.persistence.Columns.nullableInstant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.FactKind;
import org.seiplatform.fact.RetainedFacts;
import org.seiplatform.fact.RetentionCutoffs;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Who keeps what for how long, and where there is something to delete. */
@Repository
class RetentionStore {

    private static final String TIME =
            "cast(:now as timestamptz) - make_interval(secs => coalesce(%1$s_retention_seconds, :%1$s)) as %1$s";

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
        String sql = """
                select *
                from (select id, %s
                      from organizations) terms
                where coalesce(%s) is not null
                order by id
                """.formatted(ofEachKind(TIME), ofEachKind("%s"));
        StatementSpec query = jdbc.sql(sql).param("now", now.atOffset(UTC));
        for (FactKind kind : FactKind.values()) {
            query = query.param(kind.code(), seconds(defaults.of(kind)), Types.BIGINT);
        }
        return query.query((row, number) -> cutoffs(row)).list();
    }

    /**
     * The repositories of an organization that may have something to delete.
     *
     * @param old the condition of {@link RetainedFacts.OfRepositories#oldCondition}
     */
    List<UUID> repositories(UUID organizationId, String old, Instant before) {
        return jdbc.sql("select id from repositories r where organization_id = :organization and " + old)
                .param("organization", organizationId)
                .param("before", before.atOffset(UTC))
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }

    private static String ofEachKind(String sql) {
        return Arrays.stream(FactKind.values())
                .map(kind -> sql.formatted(kind.code()))
                .collect(Collectors.joining(", "));
    }

    private static RetentionCutoffs cutoffs(ResultSet row) throws SQLException {
        Map<FactKind, Instant> times = new EnumMap<>(FactKind.class);
        for (FactKind kind : FactKind.values()) {
            Instant time = nullableInstant(row, kind.code());
            if (time != null) {
                times.put(kind, time);
            }
        }
        return new RetentionCutoffs(row.getObject("id", UUID.class), times);
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
}
