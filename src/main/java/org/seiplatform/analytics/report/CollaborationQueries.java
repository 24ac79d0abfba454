package org.seiplatform.analytics.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.seiplatform.analytics.Period;
import org.seiplatform.analytics.Scope;
import org.seiplatform.analytics.report.Collaboration.Pair;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Finds who reviews whom, in the same reviews as {@link PullRequestQueries}, so that the figures of the two agree. */
@Repository
class CollaborationQueries {

    /** The repositories are all of the organization; they let the index on the time of merging be used, too. */
    private static final String INVOLVED = """
            p.repository_id = any(:repositories) and (p.number, p.repository_id) in (
                select number, repository_id from pull_requests where author_identity_id = any(:identities)
                union select number, repository_id from reviews where reviewer_identity_id = any(:identities)
                union select number, repository_id from review_comments where author_identity_id = any(:identities))
            """;

    private final JdbcClient jdbc;

    CollaborationQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whose meetings: the pull requests to look at, and what must hold of author and reviewer. */
    record Whose(String pullRequests, String people, Map<String, Object> parameters) {

        /** Those over the pull requests of a scope. */
        static Whose ofScope() {
            return new Whose(PullRequestQueries.IN_SCOPE, "true", Map.of());
        }

        /** Those of one developer, as author or reviewer, in their organization. */
        static Whose of(KnownDeveloper developer) {
            return new Whose(
                    INVOLVED,
                    ":developer in (m.author, r.reviewer)",
                    Map.of("identities", developer.identityIds(), "developer", developer.id()));
        }
    }

    /**
     * @param bounds ascending; each two neighbours bound one of the periods
     * @param today the day on which memberships are looked at
     * @return the figures of each period, in order
     */
    List<CollaborationFigures> figures(Whose whose, Scope scope, List<Instant> bounds, LocalDate today) {
        return statement("""
                        , member as not materialized (
                            select developer_id, team_id
                            from team_members
                            where organization_id = :organization
                              and coalesce(since <= :today, true) and coalesce(until > :today, true)
                        ), pair as (
                            select meeting.number, pull_requests,
                                   exists (select from member where developer_id = author)
                                     and exists (select from member where developer_id = reviewer) as between_members,
                                   not exists (select
                                               from member a
                                               join member b on b.team_id = a.team_id
                                               where a.developer_id = author and b.developer_id = reviewer) as strangers
                            from meeting
                        )
                        select count(pair.number) as pairs,
                               sum(pull_requests) filter (where between_members) as between_members,
                               sum(pull_requests) filter (where between_members and strangers) as across_teams
                        from generate_series(1, cardinality(:bounds) - 1) as period (number)
                        left join pair on pair.number = period.number
                        group by period.number
                        order by period.number
                        """, whose, scope, bounds)
                .param("organization", scope.organizationId())
                .param("today", today)
                .query((row, number) -> new CollaborationFigures(
                        row.getLong("pairs"), row.getLong("between_members"), row.getLong("across_teams")))
                .list();
    }

    /** The pairs that met most often, most often first; of as many, by what tells people apart, not by who was heard of first. */
    List<Pair> pairs(Whose whose, Scope scope, Period period) {
        return statement("""
                        select author.id as author_id, author.name as author, reviewer.id as reviewer_id,
                               reviewer.name as reviewer, pull_requests, reviews, comments
                        from meeting
                        join developers author on author.id = meeting.author
                        join developers reviewer on reviewer.id = meeting.reviewer
                        order by pull_requests desc, reviews desc, comments desc,
                                 (select min(kind || ':' || host || ':' || value collate "C")
                                  from identities where developer_id = author.id),
                                 (select min(kind || ':' || host || ':' || value collate "C")
                                  from identities where developer_id = reviewer.id)
                        limit :limit
                        """, whose, scope, List.of(period.start(), period.end()))
                .param("limit", Collaboration.SHOWN)
                .query((row, number) -> new Pair(
                        new Person(row.getObject("author_id", UUID.class), row.getString("author")),
                        new Person(row.getObject("reviewer_id", UUID.class), row.getString("reviewer")),
                        row.getLong("pull_requests"),
                        row.getLong("reviews"),
                        row.getLong("comments")))
                .list();
    }

    /** A statement on {@code meeting}: a row for each period, author and reviewer. */
    private StatementSpec statement(String sql, Whose whose, Scope scope, List<Instant> bounds) {
        return jdbc.sql("""
                        with %s, meeting as (
                            select width_bucket(m.merged_at, :bounds) as number, m.author, r.reviewer,
                                   count(distinct (m.repository_id, m.number)) as pull_requests,
                                   count(*) filter (where r.review) as reviews,
                                   count(*) filter (where not r.review) as comments
                            from merged m
                            join reaction r on r.repository_id = m.repository_id and r.number = m.number
                            where not m.author_is_bot and %s
                            group by 1, 2, 3
                        )
                        """.formatted(PullRequestQueries.STAGES.formatted(whose.pullRequests()), whose.people()) + sql)
                .params(whose.parameters())
                .params(scope.parameters(bounds));
    }
}
