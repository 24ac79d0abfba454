package org.seiplatform.analytics.report;

import java.time.Instant;
import java.util.List;
import org.seiplatform.analytics.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts commits, the days they were made on, their authors and their lines (metrics.md, "Other figures"). */
@Repository
class ActivityQueries {

    private final JdbcClient jdbc;

    ActivityQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param bounds ascending; each two neighbours bound one of the periods
     * @return the figures of each period, in order
     */
    List<ActivityFigures> figures(Scope scope, List<Instant> bounds) {
        // Commits are added up by author and day first, so that each author is looked up once and not once per commit.
        return jdbc.sql("""
                        with daily as materialized (
                            select width_bucket(c.committed_at, :bounds) as number,
                                   (c.committed_at at time zone :timeZone)::date as day, c.author_identity_id,
                                   count(*) as commits, sum(c.lines_added) as added, sum(c.lines_deleted) as deleted
                            from commits c
                            where c.repository_id = any(:repositories) and not c.merge
                              and c.committed_at >= :from and c.committed_at < :to
                            group by 1, 2, 3
                        )
                        select sum(d.commits) as commits,
                               sum(d.commits) filter (where author.bot) as bot_commits,
                               count(distinct d.day) filter (where author.bot is not true) as active_days,
                               count(distinct author.developer_id) filter (where not author.bot) as authors,
                               sum(d.added) as added, sum(d.deleted) as deleted
                        from generate_series(1, cardinality(:bounds) - 1) as period (number)
                        left join daily d using (number)
                        left join people author on author.identity_id = d.author_identity_id
                        group by period.number
                        order by period.number
                        """)
                .params(scope.parameters(bounds))
                .param("timeZone", scope.timeZone().getId())
                .query((row, number) -> new ActivityFigures(
                        row.getLong("commits"),
                        row.getLong("bot_commits"),
                        row.getLong("active_days"),
                        row.getLong("authors"),
                        row.getLong("added"),
                        row.getLong("deleted")))
                .list();
    }
}
