package org.seiplatform.analytics.report;

import static java.time.ZoneOffset.UTC;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.seiplatform.analytics.Scope;
import org.seiplatform.analytics.report.DataQuality.LatestEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts what is missing in the facts, and what cannot be right (metrics.md, "Other figures"). */
@Repository
class DataQualityQueries {

    private static final Duration STUCK_AFTER = Duration.ofHours(24);

    private final JdbcClient jdbc;

    DataQualityQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param bounds ascending; each two neighbours bound one of the periods
     * @return the figures of each period, in order
     */
    List<DataQualityFigures> figures(Scope scope, List<Instant> bounds) {
        return jdbc.sql("""
                        with deployed as (
                            select width_bucket(v.finished_at, :bounds) as number, count(*) as deployments,
                                   count(*) filter (where v.commits_known) as with_known_commits
                            from deliveries v
                            where v.repository_id = any(:repositories) and v.environment_id = any(:environments)
                              and v.finished_at >= :from and v.finished_at < :to
                            group by 1
                        ), committed as (
                            select width_bucket(c.committed_at, :bounds) as number,
                                   count(*) as commits_without_person
                            from commits c
                            where c.repository_id = any(:repositories) and not c.merge and c.author_identity_id is null
                              and c.committed_at >= :from and c.committed_at < :to
                            group by 1
                        ), delivered as (
                            select width_bucket(c.delivered_at, :bounds) as number,
                                   count(*) as negative_lead_times
                            from delivered_changes c
                            where c.repository_id = any(:repositories) and c.environment_id = any(:environments)
                              and c.delivered_at >= :from and c.delivered_at < :to and c.delivered_at < c.started_at
                            group by 1
                        )
                        select *
                        from generate_series(1, cardinality(:bounds) - 1) as period (number)
                        left join deployed using (number)
                        left join committed using (number)
                        left join delivered using (number)
                        order by number
                        """)
                .params(scope.parameters(bounds))
                .query((row, number) -> new DataQualityFigures(
                        row.getLong("deployments"),
                        row.getLong("with_known_commits"),
                        row.getLong("commits_without_person"),
                        row.getLong("negative_lead_times")))
                .list();
    }

    /** Deployments that have been in progress for more than a day. */
    long stuckDeployments(Scope scope, Instant now) {
        return jdbc.sql("""
                        select count(*)
                        from deployments d
                        where d.repository_id = any(:repositories) and d.environment_id = any(:environments)
                          and d.status = 'in_progress' and coalesce(d.started_at, d.updated_at) < :startedBefore
                        """)
                .param("repositories", scope.repositoryIds())
                .param("environments", scope.environmentIds())
                .param("startedBefore", now.minus(STUCK_AFTER).atOffset(UTC))
                .query(Long.class)
                .single();
    }

    /** When the latest fact of a repository happened, for those heard of longest ago. */
    List<LatestEvent> latestEvents(Scope scope, int limit) {
        return jdbc.sql("""
                        select r.id, r.name, (select latest.at from latest_facts latest where latest.repository_id = r.id) as at
                        from repositories r
                        where r.id = any(:repositories)
                        order by at nulls first, r.name, r.id
                        limit :limit
                        """)
                .param("repositories", scope.repositoryIds())
                .param("limit", limit)
                .query((row, number) -> {
                    OffsetDateTime at = row.getObject("at", OffsetDateTime.class);
                    return new LatestEvent(
                            row.getObject("id", UUID.class), row.getString("name"), at == null ? null : at.toInstant());
                })
                .list();
    }
}
