package org.seiplatform.analytics.incident;

import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.seiplatform.analytics.Sample;
import org.seiplatform.analytics.Scope;
import org.seiplatform.analytics.ScopeReference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Time to restore: from the opening of an incident to its resolution, whatever caused it (metrics.md, "Other figures"),
 * and how many incidents were laid to a deployment.
 */
@Repository
class IncidentQueries {

    private final JdbcClient jdbc;

    IncidentQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param bounds ascending; each two neighbours bound one of the periods
     * @return the figures of each period, in order
     */
    List<IncidentFigures> figures(Scope scope, List<Instant> bounds) {
        boolean team = scope.reference().type() == ScopeReference.Type.TEAM;
        return jdbc.sql("""
                        with opened as (
                            select width_bucket(opened_at, :bounds) as number, count(*) as opened,
                                   count(*) filter (where explicit or by_rule) as linked,
                                   count(*) filter (where by_rule) as linked_by_rule
                            from (select i.opened_at,
                                         -- A deployment that the sender named counts once it has been received.
                                         i.cause is distinct from 'external'
                                           and exists (select
                                                       from incident_causes c
                                                       join deployments d on d.repository_id = c.repository_id
                                                                         and d.external_id = c.deployment_external_id
                                                       where c.organization_id = i.organization_id
                                                         and c.incident_external_id = i.external_id) as explicit,
                                         exists (select
                                                 from incident_links l
                                                 where l.organization_id = i.organization_id
                                                   and l.incident_external_id = i.external_id) as by_rule
                                  from incidents i
                                  where %1$s and i.opened_at >= :from and i.opened_at < :to) incident
                            group by 1
                        ), restored as (
                            select width_bucket(i.resolved_at, :bounds) as number,
                                   percentile_cont(array[0.5, 0.75, 0.9, 0.95]) within group (
                                       order by greatest(0, extract(epoch from i.resolved_at - i.opened_at))
                                   ) as time_to_restore,
                                   count(*) as time_to_restore_size,
                                   count(*) filter (where i.resolved_at < i.opened_at) as negative
                            from incidents i
                            where %1$s and i.resolved_at >= :from and i.resolved_at < :to
                            group by 1
                        )
                        select *
                        from generate_series(1, cardinality(:bounds) - 1) as period (number)
                        left join opened using (number)
                        left join restored using (number)
                        order by number
                        """.formatted(IncidentRowQueries.IN_SCOPE))
                .params(scope.parameters(bounds))
                .param("wholeOrganization", scope.reference().type() == ScopeReference.Type.ORGANIZATION)
                .param("team", team ? scope.reference().id() : null, Types.OTHER)
                .query((row, number) -> new IncidentFigures(
                        row.getLong("opened"),
                        row.getLong("linked"),
                        row.getLong("linked_by_rule"),
                        Sample.of(row, "time_to_restore"),
                        row.getLong("negative")))
                .list();
    }
}
