package org.seiplatform.maintenance;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * Deletes old facts of one repository or organization, a batch at a time, and leaves those that a figure of the kept time still
 * needs: each statement says which.
 */
@Repository
class OldFactStore {

    private final JdbcClient jdbc;

    OldFactStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Deletes deployments that finished before a time, with what they delivered. The last successful one of each environment stays,
     * because the next one is compared with it; so does one that an incident is laid to, and one of a group that has not finished
     * by then as a whole. What was deployed when, and what has reached an environment, is remembered for ever, as shas.
     */
    int deployments(UUID organizationId, UUID repositoryId, Instant before, int limit) {
        return ofRepository("""
                        with blamed as materialized (
                            select deployment_external_id as external_id
                            from incident_causes
                            where repository_id = :repository
                          union
                            select l.deployment_external_id
                            from incident_links_by_rule l
                            where l.organization_id = :organization and l.repository_id = :repository
                              and l.opened_at >= (select min(finished_at) from deployments where repository_id = :repository)
                        ), old as (
                            select d.external_id
                            from deployments d
                            left join deliveries v on v.repository_id = d.repository_id and v.external_id = d.external_id
                            where d.repository_id = :repository and d.finished_at < :before
                              and (v.external_id is null
                                   or exists (select from deliveries later
                                              where later.repository_id = v.repository_id
                                                and later.environment_id = v.environment_id and later.finished_at < :before
                                                and (later.finished_at, later.external_id) > (v.finished_at, v.external_id)))
                              and d.external_id not in (select external_id from blamed)
                              and not exists (select from deployments member
                                              where member.organization_id = d.organization_id
                                                and member.environment_id = d.environment_id
                                                and member.group_key = d.group_key
                                                and (member.finished_at is null or member.finished_at >= :before))
                            limit :limit
                        ), derived as (
                            delete from deliveries
                            where repository_id = :repository and external_id in (select external_id from old)
                            returning repository_id, external_id, environment_id, finished_at, commit_sha
                        ), remembered as (
                            insert into former_deliveries (repository_id, external_id, environment_id, finished_at, commit_sha)
                            select repository_id, external_id, environment_id, finished_at, commit_sha from derived
                        )
                        delete from deployments
                        where repository_id = :repository and external_id in (select external_id from old)
                        """, repositoryId, before, limit)
                .param("organization", organizationId)
                .update();
    }

    /** Deletes the changes that were delivered before a time. */
    int deliveredChanges(UUID repositoryId, Instant before, int limit) {
        return ofRepository("""
                        delete from delivered_changes
                        where repository_id = :repository
                          and (sha, environment_id, delivered_at) in (
                              select sha, environment_id, delivered_at
                              from delivered_changes
                              where repository_id = :repository and delivered_at < :before
                              limit :limit)
                        """, repositoryId, before, limit).update();
    }

    /**
     * Deletes pull requests that ended before a time. One stays while a review or comment is younger, and while its merge commit was
     * deployed since the floor: it says where the lead time of that commit begins.
     */
    int pullRequests(UUID repositoryId, Instant before, Instant floor, int limit) {
        return ofRepository("""
                        delete from pull_requests
                        where repository_id = :repository
                          and number in (
                              select p.number
                              from pull_requests p
                              where p.repository_id = :repository and p.state <> 'open'
                                and greatest(p.opened_at, p.ready_for_review_at, p.merged_at, p.closed_at) < :before
                                and not exists (select from reviews r
                                                where r.number = p.number and r.repository_id = p.repository_id
                                                  and r.submitted_at >= :before)
                                and not exists (select from review_comments c
                                                where c.number = p.number and c.repository_id = p.repository_id
                                                  and c.commented_at >= :before)
                                and not exists (select from reached_commits r
                                                where r.sha = p.merge_commit_sha and r.repository_id = p.repository_id
                                                  and r.finished_at >= :floor)
                              limit :limit)
                        """, repositoryId, before, limit)
                .param("floor", floor.atOffset(UTC))
                .update();
    }

    /** Deletes reviews of before a time whose pull request is gone, or has never come. */
    int reviews(UUID repositoryId, Instant before, int limit) {
        return ofRepository("""
                        delete from reviews
                        where repository_id = :repository
                          and (number, external_id) in (
                              select r.number, r.external_id
                              from reviews r
                              where r.repository_id = :repository and r.submitted_at < :before
                                and not exists (select from pull_requests p
                                                where p.number = r.number and p.repository_id = r.repository_id)
                              limit :limit)
                        """, repositoryId, before, limit).update();
    }

    /** The same for comments. */
    int reviewComments(UUID repositoryId, Instant before, int limit) {
        return ofRepository("""
                        delete from review_comments
                        where repository_id = :repository
                          and (number, external_id) in (
                              select c.number, c.external_id
                              from review_comments c
                              where c.repository_id = :repository and c.commented_at < :before
                                and not exists (select from pull_requests p
                                                where p.number = c.number and p.repository_id = c.repository_id)
                              limit :limit)
                        """, repositoryId, before, limit).update();
    }

    /**
     * Deletes commits of before a time. Those stay that a deployment since the floor delivered, or needs to be compared with the
     * one before it: all that have arrived since the oldest commit that was deployed since the floor, or last before it. A commit
     * whose ancestors have not all arrived with it stays, too, because walks go on through it.
     */
    int commits(UUID repositoryId, Instant before, Instant floor, int limit) {
        return ofRepository("""
                        with arrived as materialized (
                            select v.environment_id, min(r.finished_at) as since
                            from deliveries v
                            join reached_commits r on r.sha = v.commit_sha and r.repository_id = v.repository_id
                                                  and r.environment_id = v.environment_id
                            where v.repository_id = :repository
                              and v.finished_at >= coalesce((select max(last.finished_at)
                                                             from deliveries last
                                                             where last.repository_id = v.repository_id
                                                               and last.environment_id = v.environment_id
                                                               and last.finished_at < :floor), '-infinity')
                            group by v.environment_id
                        )
                        delete from commits
                        where repository_id = :repository
                          and sha in (
                              select c.sha
                              from commits c
                              where c.repository_id = :repository and c.committed_at < :before
                                and not exists (select
                                                from reached_commits r
                                                left join arrived on arrived.environment_id = r.environment_id
                                                where r.sha = c.sha and r.repository_id = c.repository_id
                                                  and (r.finished_at >= arrived.since
                                                       or not r.walked and cardinality(c.parents) > 0))
                              limit :limit)
                        """, repositoryId, before, limit)
                .param("floor", floor.atOffset(UTC))
                .update();
    }

    /**
     * Deletes incidents that were resolved before a time. One stays while a deployment that it is laid to counts later than that,
     * be it as a member of a group. So does the latest one: an organization that has had an incident differs from one that has
     * not.
     */
    int incidents(UUID organizationId, Instant before, int limit) {
        return jdbc.sql("""
                        delete from incidents
                        where organization_id = :organization
                          and external_id in (
                              select i.external_id
                              from incidents i
                              where i.organization_id = :organization and i.resolved_at < :before and i.opened_at < :before
                                and i.external_id <> (select latest.external_id
                                                      from incidents latest
                                                      where latest.organization_id = :organization
                                                      order by latest.opened_at desc, latest.external_id desc
                                                      limit 1)
                                and not exists (
                                    select
                                    from (select c.repository_id, c.deployment_external_id
                                          from incident_causes c
                                          where c.organization_id = i.organization_id
                                            and c.incident_external_id = i.external_id
                                        union all
                                          select l.repository_id, l.deployment_external_id
                                          from incident_links_by_rule l
                                          where l.organization_id = i.organization_id
                                            and l.incident_external_id = i.external_id) link
                                    join deployments d on d.repository_id = link.repository_id
                                                      and d.external_id = link.deployment_external_id
                                    left join deployments member on member.organization_id = d.organization_id
                                                                and member.environment_id = d.environment_id
                                                                and member.group_key = d.group_key
                                    where d.finished_at is null or d.finished_at >= :before
                                       or member.external_id is not null
                                          and (member.finished_at is null or member.finished_at >= :before))
                              limit :limit)
                        """)
                .param("organization", organizationId)
                .param("before", before.atOffset(UTC))
                .param("limit", limit)
                .update();
    }

    private StatementSpec ofRepository(String sql, UUID repositoryId, Instant before, int limit) {
        return jdbc.sql(sql)
                .param("repository", repositoryId)
                .param("before", before.atOffset(UTC))
                .param("limit", limit);
    }
}
