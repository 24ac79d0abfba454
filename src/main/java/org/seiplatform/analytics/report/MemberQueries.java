package org.seiplatform.analytics.report;

import static java.time.ZoneOffset.UTC;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.seiplatform.analytics.Period;
import org.seiplatform.analytics.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Says what the members of a team did in the repositories that it owns. */
@Repository
class MemberQueries {

    private final JdbcClient jdbc;

    MemberQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param team a scope that is a team
     * @param today the day on which memberships are looked at
     * @return by name, and namesakes by what tells them apart in events, not by who was heard of first; bots are left out
     */
    List<MemberActivity> members(Scope team, Period period, LocalDate today) {
        return jdbc.sql("""
                        with done as (
                            select c.author_identity_id as identity_id, count(*) as commits, 0 as merged, 0 as reviews
                            from commits c
                            where c.repository_id = any(:repositories) and not c.merge
                              and c.committed_at >= :from and c.committed_at < :to
                            group by 1
                          union all
                            select p.author_identity_id, 0, count(*), 0
                            from pull_requests p
                            where p.repository_id = any(:repositories) and p.state = 'merged'
                              and p.merged_at >= :from and p.merged_at < :to
                            group by 1
                          union all
                            select r.reviewer_identity_id, 0, 0, count(*)
                            from reviews r
                            left join pull_requests p on p.number = r.number and p.repository_id = r.repository_id
                            left join people author on author.identity_id = p.author_identity_id
                            left join people reviewer on reviewer.identity_id = r.reviewer_identity_id
                            where r.repository_id = any(:repositories)
                              and r.submitted_at >= :from and r.submitted_at < :to
                              and reviewer.developer_id is distinct from author.developer_id
                            group by 1
                        )
                        select d.id, d.name, m.role, coalesce(sum(done.commits), 0) as commits,
                               coalesce(sum(done.merged), 0) as merged, coalesce(sum(done.reviews), 0) as reviews
                        from team_members m
                        join developers d on d.id = m.developer_id
                        left join identities i on i.developer_id = d.id
                        left join done on done.identity_id = i.id
                        where m.team_id = :team
                          and coalesce(m.since <= :today, true) and coalesce(m.until > :today, true)
                        group by d.id, d.name, m.role
                        having not d.bot and not coalesce(bool_or(i.matches_bot or i.bot_by_provider), false)
                        order by d.name, min(i.kind || ':' || i.host || ':' || i.value collate "C"), d.id
                        """)
                .param("repositories", team.repositoryIds())
                .param("from", period.start().atOffset(UTC))
                .param("to", period.end().atOffset(UTC))
                .param("team", team.reference().id())
                .param("today", today)
                .query((row, number) -> new MemberActivity(
                        new Person(row.getObject("id", UUID.class), row.getString("name")),
                        row.getString("role"),
                        row.getLong("commits"),
                        row.getLong("merged"),
                        row.getLong("reviews")))
                .list();
    }
}
