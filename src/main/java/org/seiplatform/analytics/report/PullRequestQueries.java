package org.seiplatform.analytics.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.seiplatform.analytics.Sample;
import org.seiplatform.analytics.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Follows pull requests from their first commit into production (metrics.md, "Pull-request flow"). */
@Repository
class PullRequestQueries {

    /** Which pull requests (alias {@code p}) belong to a scope. */
    static final String IN_SCOPE = "p.repository_id = any(:repositories)";

    /**
     * The pull requests merged in [:from, :to), what other persons said about them, and the seconds of each stage as measured:
     * null where there is no such stage, below zero where clocks disagree. Takes the condition on {@code pull_requests p}.
     */
    static final String STAGES = """
            merged as materialized (
                select p.repository_id, p.number, p.opened_at, coalesce(p.ready_for_review_at, p.opened_at) as ready_at,
                       p.merged_at, p.merge_commit_sha, p.first_commit_authored_at,
                       p.lines_added::bigint + p.lines_deleted as size,
                       author.developer_id as author, author.bot as author_is_bot
                from pull_requests p
                left join people author on author.identity_id = p.author_identity_id
                where p.state = 'merged' and p.merged_at >= :from and p.merged_at < :to and %s
            ), reaction as materialized (
                -- Another person is a known one, no bot, and not the author; to an unknown author everyone known is another.
                -- Lateral, so that reviews and comments are looked up by pull request and their tables are never read through.
                select m.repository_id, m.number, said.at, said.review, person.developer_id as reviewer
                from merged m
                cross join lateral (
                    select r.submitted_at as at, r.reviewer_identity_id as identity_id, true as review
                    from reviews r
                    where r.number = m.number and r.repository_id = m.repository_id
                  union all
                    select c.commented_at, c.author_identity_id, false
                    from review_comments c
                    where c.number = m.number and c.repository_id = m.repository_id) said
                join people person on person.identity_id = said.identity_id
                where not person.bot and person.developer_id is distinct from m.author
            ), stage as materialized (
                select m.*, coalesce(first.reviews, 0) as reviews, coalesce(first.comments, 0) as comments,
                       deployed.at as deployed_at,
                       extract(epoch from first.at - m.ready_at)::float8 as pickup,
                       extract(epoch from m.merged_at - first.at)::float8 as review,
                       extract(epoch from deployed.at - m.merged_at)::float8 as deploy,
                       extract(epoch from coalesce(deployed.at, m.merged_at) - m.first_commit_authored_at)::float8 as cycle,
                       -- Opened before its first commit, it took no coding; no clock is wrong there.
                       case when m.first_commit_authored_at is not null
                            then greatest(0, extract(epoch from m.opened_at - m.first_commit_authored_at))::float8
                       end as coding
                from merged m
                left join (select repository_id, number, min(at) as at, count(*) filter (where review) as reviews,
                                  count(*) filter (where not review) as comments
                           from reaction
                           group by repository_id, number) first
                       on first.repository_id = m.repository_id and first.number = m.number
                left join lateral (
                    select min(r.finished_at) as at
                    from reached_commits r
                    where r.sha = m.merge_commit_sha and r.repository_id = m.repository_id
                      and r.environment_id = any(:environments) and r.delivered) deployed on true
            )
            """;

    private final JdbcClient jdbc;

    PullRequestQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param bounds ascending; each two neighbours bound one of the periods
     * @return the figures of each period, in order
     */
    List<FlowFigures> figures(Scope scope, List<Instant> bounds) {
        return jdbc.sql("""
                        with %s, flow as (
                            select width_bucket(merged_at, :bounds) as number, count(*) as merged,
                                   %s,
                                   count(*) filter (where cycle is not null and deployed_at is null) as cycle_not_deployed,
                                   percentile_cont(0.5) within group (order by size) as size_median, count(size) as sized,
                                   sum(reviews) as reviews, sum(comments) as comments,
                                   count(*) filter (where reviews + comments = 0) as unreviewed,
                                   count(*) filter (where pickup < 0) + count(*) filter (where review < 0)
                                     + count(*) filter (where deploy < 0) + count(*) filter (where cycle < 0)
                                       as negative_stages
                            from stage
                            group by 1
                        ), load as (
                            select s.number, r.reviewer, count(*) as reviews,
                                   row_number() over (partition by s.number order by count(*)) as rank
                            from (select repository_id, number as pull_request,
                                         width_bucket(merged_at, :bounds) as number
                                  from merged) s
                            join reaction r on r.repository_id = s.repository_id and r.number = s.pull_request and r.review
                            group by s.number, r.reviewer
                        ), gini as (
                            -- (sum of |x - y| over all ordered pairs) / (2 n sum), by ranks; in whole numbers up to the end.
                            select number, count(*) as reviewers,
                                   (2 * sum(rank * reviews) - (count(*) + 1) * sum(reviews))::float8
                                     / (count(*) * sum(reviews))::float8 as review_load
                            from load
                            group by number
                        ), opened as (
                            select width_bucket(p.opened_at, :bounds) as number, count(*) as opened
                            from pull_requests p
                            where p.repository_id = any(:repositories) and p.opened_at >= :from and p.opened_at < :to
                            group by 1
                        ), closed as (
                            select width_bucket(p.closed_at, :bounds) as number, count(*) as closed
                            from pull_requests p
                            where p.repository_id = any(:repositories) and p.state = 'closed'
                              and p.closed_at >= :from and p.closed_at < :to
                            group by 1
                        )
                        select *
                        from generate_series(1, cardinality(:bounds) - 1) as period (number)
                        left join flow using (number)
                        left join gini using (number)
                        left join opened using (number)
                        left join closed using (number)
                        order by number
                        """.formatted(STAGES.formatted(IN_SCOPE), distributions()))
                .params(scope.parameters(bounds))
                .query((row, number) -> figures(row))
                .list();
    }

    /** How many pull requests are open, whatever the period. */
    long openNow(Scope scope) {
        return jdbc.sql("""
                        select count(*)
                        from pull_requests p
                        where p.repository_id = any(:repositories) and p.state = 'open'
                        """)
                .param("repositories", scope.repositoryIds())
                .query(Long.class)
                .single();
    }

    private static String distributions() {
        return String.join(
                ",\n",
                List.of("coding", "pickup", "review", "deploy", "cycle").stream()
                        .map(stage -> """
                                percentile_cont(array[0.5, 0.75, 0.9, 0.95]) within group (order by greatest(0, %1$s))
                                    filter (where %1$s is not null) as %1$s, count(%1$s) as %1$s_size""".formatted(stage))
                        .toList());
    }

    private static FlowFigures figures(ResultSet row) throws SQLException {
        return new FlowFigures(
                row.getLong("opened"),
                row.getLong("merged"),
                row.getLong("closed"),
                Sample.of(row, "coding"),
                Sample.of(row, "pickup"),
                Sample.of(row, "review"),
                Sample.of(row, "deploy"),
                Sample.of(row, "cycle"),
                row.getLong("cycle_not_deployed"),
                row.getObject("size_median", Double.class),
                row.getLong("sized"),
                row.getLong("reviews"),
                row.getLong("comments"),
                row.getLong("unreviewed"),
                row.getObject("review_load", Double.class),
                row.getLong("reviewers"),
                row.getLong("negative_stages"));
    }
}
