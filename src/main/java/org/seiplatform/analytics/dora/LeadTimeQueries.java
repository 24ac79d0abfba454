package org.seiplatform.analytics.dora;

import java.sql.Array;
import java.time.Instant;
import java.util.List;
import org.seiplatform.analytics.Percentiles;
import org.seiplatform.analytics.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Change lead time: from the authoring of a change to the finish of the deployment that delivered it (metrics.md, "The five
 * DORA metrics", 2). What was delivered by which deployment is derived when events come in, see {@code org.seiplatform.delivery}.
 */
@Repository
class LeadTimeQueries {

    private final JdbcClient jdbc;

    LeadTimeQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param bounds ascending; each two neighbours bound one of the periods
     * @return the figures of each period, in order
     */
    List<LeadTimeFigures> figures(Scope scope, List<Instant> bounds) {
        return jdbc.sql("""
                        select coalesce(c.changes, 0) as changes, c.lead_time
                        from generate_series(1, cardinality(:bounds) - 1) as period (number)
                        left join (
                            select width_bucket(delivered_at, :bounds) as number, count(*) as changes,
                                   percentile_cont(array[0.5, 0.75, 0.9, 0.95]) within group (
                                       order by greatest(0, extract(epoch from delivered_at - started_at))) as lead_time
                            from delivered_changes
                            where repository_id = any(:repositories) and environment_id = any(:environments)
                              and delivered_at >= :from and delivered_at < :to
                            group by number
                        ) c using (number)
                        order by number
                        """)
                .params(scope.parameters(bounds))
                .query((row, number) -> {
                    Array leadTime = row.getArray("lead_time");
                    return new LeadTimeFigures(
                            row.getLong("changes"),
                            Percentiles.of(leadTime == null ? null : (Double[]) leadTime.getArray()));
                })
                .list();
    }
}
