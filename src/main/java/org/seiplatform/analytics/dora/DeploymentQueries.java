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
            member as materialized (
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
            ), linked_incident as (
                select m.repository_id, m.external_id, i.external_id as incident, i.resolved_at
                from member m
                join incident_causes c on c.repository_id = m.repository_id and c.deployment_external_id = m.external_id
                join incidents i on i.organization_id = c.organization_id and i.external_id = c.incident_external_id
                where i.cause is distinct from 'external'
              union all
                -- The bounds save looking at incidents that cannot concern any of the deployments above.
                select l.repository_id, l.deployment_external_id, l.incident_external_id, l.resolved_at
                from incident_links_by_rule l
                where l.organization_id = :organization
                  and l.opened_at >= (select min(finished_at) from member)
                  and l.opened_at <= (select coalesce(max(m.finished_at) + make_interval(secs => o.incident_window_seconds),
                                                      'infinity')
                                      from member m, organizations o
                                      where o.id = :organization
                                      group by o.id)
            ), incident as (
                select repository_id, external_id, count(*) as incidents,
                       case when count(*) = count(resolved_at) then max(resolved_at) end as resolved_at
                from linked_incident
                group by repository_id, external_id
            ), outcome as (
                select m.*, v.kind, v.baseline, coalesce(i.incidents, 0) as incidents, r.remediated_by,
                       m.status = 'success' and coalesce(v.failed, coalesce(i.incidents, 0) > 0 or r.remediated_at is not null)
                           as failed,
                       case when i.incidents > 0 then i.resolved_at else r.remediated_at end as recovered_at
                from member m
                left join deliveries v on v.repository_id = m.repository_id and v.external_id = m.external_id
                left join incident i on i.repository_id = m.repository_id and i.external_id = m.external_id
                left join lateral (
                    select later.finished_at as remediated_at, later.external_id as remediated_by
                    from deliveries later
                    where later.repository_id = v.repository_id and later.environment_id = v.environment_id
                      and later.remediates = v.external_id
                      and (later.finished_at, later.external_id) > (v.finished_at, v.external_id)
                    order by later.finished_at, later.external_id
                    limit 1) r on true
            ), unit as (
                select environment_id, group_key,
                       (array_agg(deployment_group order by finished_at, external_id, repository_id))[1] as deployment_group,
                       case when group_key is null then repository_id end as repository_id,
                       case when group_key is null then external_id end as external_id,
                       max(finished_at) as finished_at,
                       bool_and(status = 'success') as success,
                       bool_or(status = 'failure') as failing,
                       coalesce(bool_and(status = 'success') and bool_or(failed), false) as failed,
                       coalesce(bool_or(kind in ('hotfix', 'rollback')), false) as rework,
                       case when not bool_or(failed and recovered_at is null)
                            then max(recovered_at) filter (where failed) end as recovered_at
                from outcome
                group by environment_id, group_key,
                         case when group_key is null then repository_id end,
                         case when group_key is null then external_id end
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
                        from generate_series(1, cardinality(:bounds::timestamptz[]) - 1) as period (number)
                        left join unit u on width_bucket(u.finished_at, :bounds::timestamptz[]) = period.number
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
