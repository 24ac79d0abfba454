package org.seiplatform.analytics.dora;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seiplatform.analytics.Period;
import org.seiplatform.analytics.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The deployments behind the figures of {@link DeploymentQueries}, newest first. */
@Repository
class DeploymentRowQueries {

    /** The deployments that are asked for. Their key says nothing of arrival, as the id of an environment would. */
    private static final String MATCHING = """
            matching as (
                select keyed.*
                from (select unit.*, e.name as environment,
                             failed or (:countFailedAttempts and failing) as change_failure,
                             coalesce('group/' || e.key || '/' || group_key, repository_id || '/' || external_id)
                                 collate "C" as key
                      from unit
                      join environments e on e.id = unit.environment_id) keyed
                where (:success::boolean is null or success = :success)
                  and (:failed::boolean is null or failed = :failed)
                  and (:changeFailure::boolean is null or change_failure = :changeFailure)
                  and (:rework::boolean is null or (success and rework) = :rework)
            )
            """;

    private static final TypeReference<List<DeploymentRow.Member>> MEMBERS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    DeploymentRowQueries(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A place in the list: after the row that finished then and has that key. */
    record Place(Instant finishedAt, String key) {}

    /** A row with the key that orders it among those that finished with it. */
    record Keyed(DeploymentRow row, String key) {}

    /** How many deployments match, and the median of their recovery times in seconds. */
    record Summary(long count, @Nullable Double median) {}

    Summary summary(Scope scope, Period period, DeploymentFilter filter) {
        return statement("""
                        select count(*) as count,
                               percentile_cont(0.5) within group (
                                   order by greatest(0, extract(epoch from recovered_at - finished_at))
                               ) filter (where failed and recovered_at is not null) as median
                        from matching
                        """, scope, period, filter)
                .query((row, number) -> new Summary(row.getLong("count"), row.getObject("median", Double.class)))
                .single();
    }

    List<Keyed> rows(Scope scope, Period period, DeploymentFilter filter, @Nullable Place after, int limit) {
        return jdbc.sql("""
                        with %s, %s, page as (
                            select *
                            from matching
                            where :afterTime::timestamptz is null or (finished_at, key) < (:afterTime, :afterKey)
                            order by finished_at desc, key desc
                            limit :limit
                        )
                        select p.finished_at, p.environment, p.deployment_group, p.success, p.failed, p.change_failure, p.rework,
                               case when p.failed then p.recovered_at end as recovered_at, p.key,
                               extract(epoch from p.recovered_at - p.finished_at)::float8 as recovery_seconds,
                               (select jsonb_agg(jsonb_build_object(
                                           'repository_id', o.repository_id, 'repository', r.name,
                                           'external_id', o.external_id, 'commit_sha', d.commit_sha, 'ref', d.ref,
                                           'status', d.status, 'started_at', d.started_at, 'finished_at', d.finished_at,
                                           'kind', v.kind, 'baseline', v.baseline,
                                           'delivered_commits', v.delivered_count,
                                           'failed', coalesce(o.failed, false), 'stated_failed', d.failed,
                                           'remediates', v.remediates, 'remediated_by', remediating.external_id,
                                           'incidents', linked.incidents)
                                       order by o.finished_at, o.external_id, o.repository_id)
                                from outcome o
                                join repositories r on r.id = o.repository_id
                                join deployments d on d.repository_id = o.repository_id and d.external_id = o.external_id
                                left join deliveries v on v.repository_id = o.repository_id
                                                      and v.external_id = o.external_id
                                left join lateral (
                                    select later.external_id
                                    from deliveries later
                                    where later.repository_id = v.repository_id and later.environment_id = v.environment_id
                                      and later.remediates = v.external_id
                                      and (later.finished_at, later.external_id) > (v.finished_at, v.external_id)
                                    order by later.finished_at, later.external_id
                                    limit 1) remediating on true
                                cross join lateral (
                                    select coalesce(jsonb_agg(i.external_id order by i.external_id), '[]') as incidents
                                    from (select organization_id, incident_external_id
                                          from incident_causes
                                          where repository_id = o.repository_id
                                            and deployment_external_id = o.external_id
                                        union
                                          select organization_id, incident_external_id
                                          from incident_links
                                          where repository_id = o.repository_id
                                            and deployment_external_id = o.external_id) link
                                    join incidents i on i.organization_id = link.organization_id
                                                    and i.external_id = link.incident_external_id
                                    where i.cause is distinct from 'external') linked
                                where o.environment_id = p.environment_id
                                  and case when p.group_key is null
                                           then o.repository_id = p.repository_id and o.external_id = p.external_id
                                           else o.group_key = p.group_key end) as members
                        from page p
                        order by p.finished_at desc, p.key desc
                        """.formatted(DeploymentQueries.UNITS, MATCHING))
                .params(scope.parameters(period))
                .param("success", filter.success(), Types.BOOLEAN)
                .param("failed", filter.failed(), Types.BOOLEAN)
                .param("changeFailure", filter.changeFailure(), Types.BOOLEAN)
                .param("countFailedAttempts", scope.countFailedAttempts())
                .param("rework", filter.rework(), Types.BOOLEAN)
                .param(
                        "afterTime",
                        after == null ? null : after.finishedAt().atOffset(UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("afterKey", after == null ? null : after.key(), Types.VARCHAR)
                .param("limit", limit)
                .query((row, number) -> new Keyed(deployment(row), row.getString("key")))
                .list();
    }

    private StatementSpec statement(String sql, Scope scope, Period period, DeploymentFilter filter) {
        return jdbc.sql("""
                        with %s, %s
                        %s
                        """.formatted(DeploymentQueries.UNITS, MATCHING, sql))
                .params(scope.parameters(period))
                .param("success", filter.success(), Types.BOOLEAN)
                .param("failed", filter.failed(), Types.BOOLEAN)
                .param("changeFailure", filter.changeFailure(), Types.BOOLEAN)
                .param("countFailedAttempts", scope.countFailedAttempts())
                .param("rework", filter.rework(), Types.BOOLEAN);
    }

    private DeploymentRow deployment(ResultSet row) throws SQLException {
        Instant recoveredAt = instant(row, "recovered_at");
        return new DeploymentRow(
                row.getObject("finished_at", OffsetDateTime.class).toInstant(),
                row.getString("environment"),
                row.getString("deployment_group"),
                row.getBoolean("success"),
                row.getBoolean("failed"),
                row.getBoolean("change_failure"),
                row.getBoolean("success") && row.getBoolean("rework"),
                recoveredAt,
                recoveredAt == null ? null : Math.max(0, row.getDouble("recovery_seconds")),
                json.readValue(row.getString("members"), MEMBERS));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
