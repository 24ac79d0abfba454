package org.seiplatform.analytics.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.analytics.Sample;
import org.seiplatform.analytics.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Says what one developer did, by all identities they appear as. */
@Repository
class DeveloperQueries {

    private final JdbcClient jdbc;

    DeveloperQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param organizationId the only organization in which to look; null looks in all */
    Optional<KnownDeveloper> find(@Nullable UUID organizationId, UUID developerId) {
        return jdbc.sql("""
                        select d.id, d.name, d.organization_id, array(select i.id from identities i
                                                                      where i.developer_id = d.id) as identities,
                               d.bot or exists (select from identities i
                                                where i.developer_id = d.id
                                                  and (i.matches_bot or i.bot_by_provider)) as bot
                        from developers d
                        where d.id = :developer and (:organization::uuid is null or d.organization_id = :organization)
                        """)
                .param("developer", developerId)
                .param("organization", organizationId, Types.OTHER)
                .query((row, number) -> new KnownDeveloper(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getBoolean("bot"),
                        row.getObject("organization_id", UUID.class),
                        (UUID[]) row.getArray("identities").getArray()))
                .optional();
    }

    /**
     * @param scope the developer's organization
     * @param bounds ascending; each two neighbours bound one of the periods
     * @return the figures of each period, in order
     */
    List<DeveloperFigures> figures(KnownDeveloper developer, Scope scope, List<Instant> bounds) {
        return jdbc.sql("""
                        with %s, merged_own as (
                            select width_bucket(merged_at, :bounds) as number, count(*) as merged,
                                   percentile_cont(0.5) within group (order by size) as size_median, count(size) as sized,
                                   percentile_cont(array[0.5, 0.75, 0.9, 0.95]) within group (order by greatest(0, pickup))
                                       filter (where pickup is not null) as pickup,
                                   count(pickup) as pickup_size
                            from stage
                            group by 1
                        ), opened as (
                            select width_bucket(p.opened_at, :bounds) as number, count(*) as opened
                            from pull_requests p
                            where p.author_identity_id = any(:identities) and p.opened_at >= :from and p.opened_at < :to
                            group by 1
                        ), committed as (
                            select width_bucket(c.committed_at, :bounds) as number, count(*) as commits,
                                   count(distinct (c.committed_at at time zone :timeZone)::date) as active_days,
                                   sum(c.lines_added) as added, sum(c.lines_deleted) as deleted
                            from commits c
                            where c.author_identity_id = any(:identities) and not c.merge
                              and c.committed_at >= :from and c.committed_at < :to
                            group by 1
                        ), reviewed as (
                            select width_bucket(r.submitted_at, :bounds) as number, count(*) as reviews
                            from reviews r
                            left join pull_requests p on p.number = r.number and p.repository_id = r.repository_id
                            where r.reviewer_identity_id = any(:identities)
                              and r.submitted_at >= :from and r.submitted_at < :to
                              and coalesce(p.author_identity_id <> all(:identities), true)
                            group by 1
                        ), commented as (
                            select width_bucket(r.commented_at, :bounds) as number, count(*) as comments
                            from review_comments r
                            left join pull_requests p on p.number = r.number and p.repository_id = r.repository_id
                            where r.author_identity_id = any(:identities)
                              and r.commented_at >= :from and r.commented_at < :to
                              and coalesce(p.author_identity_id <> all(:identities), true)
                            group by 1
                        ), delivered as (
                            select width_bucket(c.delivered_at, :bounds) as number,
                                   count(distinct (c.repository_id, c.deployment_id)) as deployments,
                                   percentile_cont(array[0.5, 0.75, 0.9, 0.95]) within group (
                                       order by greatest(0, extract(epoch from c.delivered_at - c.started_at))
                                   ) as lead_time,
                                   count(*) as lead_time_size
                            from delivered_changes c
                            where c.author_identity_id = any(:identities) and c.environment_id = any(:environments)
                              and c.delivered_at >= :from and c.delivered_at < :to
                            group by 1
                        )
                        select *
                        from generate_series(1, cardinality(:bounds) - 1) as period (number)
                        left join merged_own using (number)
                        left join opened using (number)
                        left join committed using (number)
                        left join reviewed using (number)
                        left join commented using (number)
                        left join delivered using (number)
                        order by number
                        """.formatted(PullRequestQueries.STAGES.formatted("p.author_identity_id = any(:identities)")))
                .param("identities", developer.identityIds())
                .params(scope.parameters(bounds))
                .param("timeZone", scope.timeZone().getId())
                .query((row, number) -> figures(row))
                .list();
    }

    private static DeveloperFigures figures(ResultSet row) throws SQLException {
        return new DeveloperFigures(
                row.getLong("commits"),
                row.getLong("active_days"),
                row.getLong("added"),
                row.getLong("deleted"),
                row.getLong("opened"),
                row.getLong("merged"),
                row.getObject("size_median", Double.class),
                row.getLong("sized"),
                Sample.of(row, "pickup"),
                row.getLong("reviews"),
                row.getLong("comments"),
                row.getLong("deployments"),
                Sample.of(row, "lead_time"));
    }
}
