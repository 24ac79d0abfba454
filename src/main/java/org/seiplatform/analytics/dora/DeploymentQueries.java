package org.seiplatform.analytics.dora;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.seiplatform.analytics.Percentiles;
import org.seiplatform.analytics.Period;
import org.seiplatform.analytics.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Counts deployments, and decides which of them failed and when they recovered: the source of deployment frequency, change
 * fail rate, failed deployment recovery time and deployment rework rate (metrics.md, "The five DORA metrics").
 */
@Repository
class DeploymentQueries {

    /**
     * The deployments (units: one deployment, or all of one group) that finished in [:from, :to), each with what became of it.
     * Shared with the drill-down, so that the rows behind a figure are the rows it was computed from.
     */
    static final String UNITS = """
            member as (
                select d.repository_id, d.external_id, d.environment_id, d.status, d.finished_at, null as group_key,
                       null as deployment_group
                from deployments d
                where d.repository_id = any(:repositories) and d.environment_id = any(:environments)
                  and d.finished_at >= :from and d.finished_at < :to and d.group_key is null
              union all
                -- A group is as it is in the whole organization; the scope holds it if it holds one of its repositories.
                select d.repository_id, d.external_id, d.environment_id, d.status, d.finished_at, d.group_key, d.deployment_group
                from (select distinct environment_id, group_key
                      from deployments
                      where organization_id = :organization and environment_id = any(:environments)
                        and group_key is not null and finished_at >= :from and finished_at < :to) finishing
                join deployments d on d.organization_id = :organization
                                  and d.environment_id = finishing.environment_id
                                  and d.group_key = finishing.group_key
            ), outcome as (
                select m.*, v.kind, v.baseline,
                       m.status = 'success' and coalesce(v.failed, o.incident_count > 0 or o.remediated_at is not null, false)
                           as failed,
                       case when o.incident_count > 0 then o.incidents_resolved_at else o.remediated_at end as recovered_at
                from member m
                left join deliveries v on v.repository_id = m.repository_id and v.external_id = m.external_id
                left join deployment_outcomes o on o.repository_id = m.repository_id and o.external_id = m.external_id
            ), unit as (
                select environment_id, group_key, deployment_group, repository_id, external_id, finished_at,
                       status = 'success' as success, status = 'failure' as failing, failed,
                       coalesce(kind in ('hotfix', 'rollback'), false) as rework,
                       case when failed then recovered_at end as recovered_at
                from outcome
                where group_key is null and status <> 'in_progress'
              union all
                select environment_id, group_key,
                       (array_agg(deployment_group order by finished_at, external_id, repository_id))[1],
                       null, null, max(finished_at), bool_and(status = 'success'), bool_or(status = 'failure'),
                       coalesce(bool_and(status = 'success') and bool_or(failed), false),
                       coalesce(bool_or(kind in ('hotfix', 'rollback')), false),
                       case when not bool_or(failed and recovered_at is null)
                            then max(recovered_at) filter (where failed) end
                from outcome
                where group_key is not null
                group by environment_id, group_key
                having not bool_or(status = 'in_progress')
                   and max(finished_at) >= :from and max(finished_at) < :to
                   and bool_or(repository_id = any(:repositories))
            )
            """;

    private final JdbcClient jdbc;

    DeploymentQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param bounds ascending; each two neighbours bound one of the periods
     * @return the figures of each period, in order
     */
    List<DeploymentFigures> figures(Scope scope, List<Instant> bounds) {
        return jdbc.sql("""
                        with %s
                        select count(*) filter (where u.success) as deployments,
                               array_agg(distinct (u.finished_at at time zone :timeZone)::date) filter (where u.success)
                                   as days,
                               count(*) filter (where not u.success) as failed_attempts,
                               count(*) filter (where not u.success and u.failing) as failing_attempts,
                               count(*) filter (where u.failed) as failed,
                               count(*) filter (where u.success and u.rework) as rework,
                               percentile_cont(array[0.5, 0.75, 0.9, 0.95]) within group (
                                   order by greatest(0, extract(epoch from u.recovered_at - u.finished_at))
                               ) filter (where u.failed and u.recovered_at is not null) as recovery,
                               count(*) filter (where u.failed and u.recovered_at is not null) as recovered
                        from generate_series(1, cardinality(:bounds) - 1) as period (number)
                        left join unit u on width_bucket(u.finished_at, :bounds) = period.number
                        group by period.number
                        order by period.number
                        """.formatted(UNITS))
                .params(scope.parameters(bounds))
                .param("timeZone", scope.timeZone().getId())
                .query(DeploymentQueries::figures)
                .list();
    }

    /** Failed deployments of the period that recovered before they finished. */
    long negativeRecoveries(Scope scope, Period period) {
        return jdbc.sql("with %s select count(*) from unit where failed and recovered_at < finished_at"
                        .formatted(UNITS))
                .params(scope.parameters(period))
                .query(Long.class)
                .single();
    }

    private static DeploymentFigures figures(ResultSet row, int number) throws SQLException {
        Array days = row.getArray("days");
        Array recovery = row.getArray("recovery");
        return new DeploymentFigures(
                row.getLong("deployments"),
                days == null
                        ? List.of()
                        : Arrays.stream((java.sql.Date[]) days.getArray())
                                .map(java.sql.Date::toLocalDate)
                                .toList(),
                row.getLong("failed_attempts"),
                row.getLong("failing_attempts"),
                row.getLong("failed"),
                row.getLong("rework"),
                Percentiles.of(recovery == null ? null : (Double[]) recovery.getArray()),
                row.getLong("recovered"));
    }
}
