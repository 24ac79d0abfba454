package org.seiplatform.delivery;

import static java.time.ZoneOffset.UTC;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.seiplatform.delivery.PendingDerivations.Sequence;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Finds the commits that a deployment brought to its environment, and keeps the tables that hold them. */
@Repository
class DeliveredCommitsStore {

    private final JdbcClient jdbc;

    DeliveredCommitsStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Marks every commit that the deployment is the first to bring: ancestors of its commit that no earlier deployment reached,
     * the commits its sender lists, and, where parents were not stated, the commits of the default branch by time.
     *
     * @return the end of the span of commit times used, or null where the graph or the list sufficed
     */
    @Nullable
    Instant reach(Sequence sequence, Candidate candidate, @Nullable EarlierDeployment previous) {
        boolean parentsUnstated = reachByGraph(sequence, candidate);
        if (candidate.listsCommits()) {
            reachListed(sequence, candidate);
            return null;
        }
        return parentsUnstated ? reachByTime(sequence, candidate, previous) : null;
    }

    private boolean reachByGraph(Sequence sequence, Candidate candidate) {
        // The lateral sub-selects have a limit so that each step is two index look-ups: the planner expects the walk to
        // be long, and would else read the whole repository for each deployment.
        return statement("""
                        with recursive walk (sha, received, parents, seen) as (
                            select d.commit_sha, c.sha is not null, c.parents, r.sha is not null
                            from deployments d
                            left join commits c on c.repository_id = d.repository_id and c.sha = d.commit_sha
                            left join reached_commits r on r.repository_id = d.repository_id and r.sha = d.commit_sha
                                                       and r.environment_id = d.environment_id
                            where d.repository_id = :repository and d.external_id = :externalId
                              and r.walked is not true
                          union
                            select parent.sha, c.sha is not null, c.parents, r.sha is not null
                            from walk
                            cross join lateral unnest(walk.parents) as parent (sha)
                            left join lateral (select sha, parents from commits
                                               where repository_id = :repository and sha = parent.sha limit 1) c on true
                            left join lateral (select sha, walked from reached_commits
                                               where repository_id = :repository and sha = parent.sha
                                                 and environment_id = :environment limit 1) r on true
                            where r.walked is not true
                        ), inserted as (
                            insert into reached_commits
                                   (repository_id, sha, environment_id, finished_at, external_id, delivered, walked)
                            select d.repository_id, walk.sha, d.environment_id, d.finished_at, d.external_id,
                                   d.listed_commits is null or walk.sha = any(d.listed_commits), true
                            from walk
                            join deployments d on d.repository_id = :repository and d.external_id = :externalId
                            where not walk.seen
                        )
                        select coalesce(bool_or(received and parents is null and not seen), false)
                            or exists (select from commits
                                       where repository_id = :repository and sha = :commitSha and parents is null)
                        from walk
                        """, sequence, candidate)
                .param("commitSha", candidate.commitSha())
                .query(Boolean.class)
                .single();
    }

    private void reachListed(Sequence sequence, Candidate candidate) {
        statement("""
                        insert into reached_commits
                               (repository_id, sha, environment_id, finished_at, external_id, delivered, walked)
                        select distinct d.repository_id, listed.sha, d.environment_id, d.finished_at, d.external_id, true, false
                        from deployments d
                        cross join lateral unnest(d.listed_commits) as listed (sha)
                        where d.repository_id = :repository and d.external_id = :externalId
                          and d.environment_id = :environment
                        on conflict do nothing
                        """, sequence, candidate).update();
    }

    private @Nullable Instant reachByTime(
            Sequence sequence, Candidate candidate, @Nullable EarlierDeployment previous) {
        OffsetDateTime until = committedAt(sequence, candidate.commitSha());
        if (until == null) {
            return null;
        }
        OffsetDateTime after = previous == null ? null : committedAt(sequence, previous.commitSha());
        statement("""
                        insert into reached_commits
                               (repository_id, sha, environment_id, finished_at, external_id, delivered, walked)
                        select c.repository_id, c.sha, :environment, :finishedAt, :externalId, true, false
                        from commits c
                        where c.repository_id = :repository
                          and (c.branch is null
                               or exists (select from default_branches b
                                          where b.repository_id = c.repository_id and b.branch = c.branch
                                            and c.branch_as_of <= b.until))
                          and c.committed_at > coalesce(:after, '-infinity'::timestamptz) and c.committed_at <= :until
                        on conflict do nothing
                        """, sequence, candidate)
                .param("after", after, Types.TIMESTAMP_WITH_TIMEZONE)
                .param("until", until)
                .param("finishedAt", candidate.finishedAt().atOffset(UTC))
                .update();
        return until.toInstant();
    }

    private @Nullable OffsetDateTime committedAt(Sequence sequence, String sha) {
        return jdbc.sql("select committed_at from commits where repository_id = :repository and sha = :sha")
                .param("repository", sequence.repositoryId())
                .param("sha", sha)
                .query(OffsetDateTime.class)
                .optional()
                .orElse(null);
    }

    /** What the deployment has brought, once {@link #reach} has run for it and before it takes its place in the sequence. */
    Delivered delivered(Sequence sequence, Candidate candidate) {
        // Step by step from what was delivered, with limits that keep the planner to the order: few commits revert
        // others, and it would else compare all that was delivered with all that was ever reached.
        return statement("""
                        with delivered as materialized (
                            select r.sha, r.finished_at
                            from reached_commits r
                            where r.repository_id = :repository and r.external_id = :externalId and r.delivered
                        ), reverted as materialized (
                            select reverted.sha, d.finished_at
                            from delivered d
                            cross join lateral (select reverts from commits
                                                where repository_id = :repository and sha = d.sha limit 1) c
                            cross join lateral unnest(c.reverts) as reverted (sha)
                        )
                        select (select count(*) from delivered) as delivered,
                               exists (select from commits g
                                       where g.repository_id = :repository and g.sha = :commitSha) as commit_known,
                               (select s.external_id from deployment_sequences s
                                where s.repository_id = :repository and s.environment_id = :environment
                                  and s.commit_sha = :commitSha
                                order by s.finished_at desc, s.external_id desc
                                limit 1) as deployed_before,
                               (select r.external_id
                                from reverted
                                cross join lateral (
                                    select r.external_id, r.finished_at from reached_commits r
                                    where r.sha >= reverted.sha and r.sha < reverted.sha || 'g'
                                      and r.repository_id = :repository and r.environment_id = :environment
                                      and r.delivered and r.external_id <> :externalId
                                      and r.finished_at between reverted.finished_at - interval '7 days'
                                                            and reverted.finished_at
                                    order by r.finished_at desc, r.external_id desc
                                    limit 1) r
                                order by r.finished_at desc, r.external_id desc
                                limit 1) as reverted,
                               exists (select
                                       from delivered d
                                       join pull_requests p on p.repository_id = :repository
                                                           and p.merge_commit_sha = d.sha and p.state = 'merged'
                                       where p.labels <> '{}') as labelled
                        """, sequence, candidate)
                .param("commitSha", candidate.commitSha())
                .query((row, number) -> new Delivered(
                        row.getInt("delivered"),
                        row.getBoolean("commit_known"),
                        row.getString("deployed_before"),
                        row.getString("reverted"),
                        row.getBoolean("labelled")))
                .single();
    }

    /** Records the changes behind change lead time: delivered commits that were received and are no merges. */
    void recordChanges(Sequence sequence, Candidate candidate) {
        statement("""
                        insert into delivered_changes (repository_id, environment_id, sha, delivered_at, deployment_id,
                                                       committed_at, started_at, pull_request_number, author_identity_id)
                        select r.repository_id, r.environment_id, r.sha, r.finished_at, r.external_id,
                               c.committed_at, coalesce(p.started_at, c.authored_at), p.number, c.author_identity_id
                        from reached_commits r
                        cross join lateral (select authored_at, committed_at, author_identity_id, merge from commits
                                            where repository_id = r.repository_id and sha = r.sha limit 1) c
                        left join lateral (
                            select min(first_commit_authored_at) as started_at, min(number) as number
                            from pull_requests
                            where repository_id = r.repository_id and merge_commit_sha = r.sha and state = 'merged'
                        ) p on true
                        where r.repository_id = :repository and r.external_id = :externalId and r.delivered and not c.merge
                        """, sequence, candidate).update();
    }

    private StatementSpec statement(String sql, Sequence sequence, Candidate candidate) {
        return jdbc.sql(sql)
                .param("repository", sequence.repositoryId())
                .param("environment", sequence.environmentId())
                .param("externalId", candidate.externalId());
    }
}
