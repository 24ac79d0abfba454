package org.seiplatform.delivery;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds ancestors among deployed commits, as far as parents have been stated: what makes a rollback, and what it returns to. */
@Repository
class AncestryQueries {

    private final JdbcClient jdbc;

    AncestryQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether a commit, which has reached the environment, is an ancestor of another one that was deployed later. */
    boolean isAncestor(Sequence sequence, String sha, String ofSha) {
        // A commit on the way arrived no earlier than its ancestor did, so the walk need not go on into what was there
        // before: all ancestors of what was walked had arrived with it.
        return jdbc.sql("""
                        with recursive arrival as (
                            select finished_at, external_id from reached_commits
                            where repository_id = :repository and sha = :sha and environment_id = :environment
                        ), walk (sha, parents) as (
                            select sha, parents from commits where repository_id = :repository and sha = :ofSha
                          union
                            select parent.sha, c.parents
                            from walk
                            cross join lateral unnest(walk.parents) as parent (sha)
                            left join lateral (select parents from commits
                                               where repository_id = :repository and sha = parent.sha limit 1) c on true
                            where walk.sha <> :sha
                              and not coalesce((select r.walked and (r.finished_at, r.external_id)
                                                                  < (arrival.finished_at, arrival.external_id)
                                                from reached_commits r, arrival
                                                where r.repository_id = :repository and r.sha = parent.sha
                                                  and r.environment_id = :environment limit 1), false)
                        )
                        select coalesce(bool_or(sha = :sha), false) from walk
                        """)
                .param("repository", sequence.repositoryId())
                .param("environment", sequence.environmentId())
                .param("sha", sha)
                .param("ofSha", ofSha)
                .query(Boolean.class)
                .single();
    }

    /**
     * The latest deployment of an ancestor before a rollback, among those that finished since a time and the last ones before that;
     * null if none of them is.
     */
    @Nullable
    String latestDeployedAncestor(Sequence sequence, Candidate rollback, Instant since) {
        // The walk ends at what was there before any of these commits, for so were its ancestors. It ends at a deployed
        // commit, too, unless one that had arrived by then was deployed later: that could be an ancestor of it.
        return jdbc.sql("""
                        with recursive deployed as materialized (
                            select distinct on (s.commit_sha) s.commit_sha, s.finished_at, s.external_id,
                                   r.finished_at as arrived_at, r.walked
                            from deployment_sequences s
                            cross join lateral (select finished_at, walked from reached_commits
                                                where repository_id = :repository and sha = s.commit_sha
                                                  and environment_id = :environment limit 1) r
                            where s.repository_id = :repository and s.environment_id = :environment
                              and (s.finished_at, s.external_id) < (:finishedAt, :externalId)
                              and s.finished_at >= coalesce((select max(b.finished_at)
                                                             from deployment_sequences b
                                                             where b.repository_id = :repository
                                                               and b.environment_id = :environment
                                                               and b.finished_at < :since), '-infinity')
                            order by s.commit_sha, s.finished_at desc, s.external_id desc
                        ), candidate as materialized (
                            select commit_sha, finished_at, external_id, min(arrived_at) over () as earliest,
                                   not walked
                                   or coalesce(min(arrived_at) over (order by finished_at desc, external_id desc
                                                                     rows between unbounded preceding and 1 preceding)
                                               <= arrived_at, false) as overtaken
                            from deployed
                        ), walk (sha, parents) as (
                            select sha, parents from commits where repository_id = :repository and sha = :sha
                          union
                            select parent.sha, c.parents
                            from walk
                            cross join lateral unnest(walk.parents) as parent (sha)
                            left join lateral (select parents from commits
                                               where repository_id = :repository and sha = parent.sha limit 1) c on true
                            where not exists (select from candidate
                                              where candidate.commit_sha = walk.sha and not candidate.overtaken)
                              and not coalesce((select r.walked and r.finished_at < (select earliest from candidate limit 1)
                                                from reached_commits r
                                                where r.repository_id = :repository and r.sha = parent.sha
                                                  and r.environment_id = :environment limit 1), false)
                        )
                        select candidate.external_id
                        from walk
                        join candidate on candidate.commit_sha = walk.sha
                        order by candidate.finished_at desc, candidate.external_id desc
                        limit 1
                        """)
                .param("repository", sequence.repositoryId())
                .param("environment", sequence.environmentId())
                .param("sha", rollback.sha())
                .param("finishedAt", rollback.place().finishedAt().atOffset(UTC))
                .param("externalId", rollback.externalId())
                .param("since", since.atOffset(UTC))
                .query(String.class)
                .optional()
                .orElse(null);
    }

    /** Whether any ancestor was ever deployed before a rollback. */
    boolean hasDeployedAncestor(Sequence sequence, Candidate rollback) {
        // Nothing sorts or counts the walk, so that it ends with the first one found.
        return jdbc.sql("""
                        with recursive walk (sha, parents) as (
                            select sha, parents from commits where repository_id = :repository and sha = :sha
                          union
                            select parent.sha, c.parents
                            from walk
                            cross join lateral unnest(walk.parents) as parent (sha)
                            left join lateral (select parents from commits
                                               where repository_id = :repository and sha = parent.sha limit 1) c on true
                        )
                        select exists (select
                                       from walk
                                       cross join lateral (
                                           select from deployment_sequences s
                                           where s.repository_id = :repository and s.environment_id = :environment
                                             and s.commit_sha = walk.sha
                                             and (s.finished_at, s.external_id) < (:finishedAt, :externalId)
                                           limit 1) deployed)
                        """)
                .param("repository", sequence.repositoryId())
                .param("environment", sequence.environmentId())
                .param("sha", rollback.sha())
                .param("finishedAt", rollback.place().finishedAt().atOffset(UTC))
                .param("externalId", rollback.externalId())
                .query(Boolean.class)
                .single();
    }
}
