package org.seiplatform.ingest.delivery;

import org.seiplatform.ingest.delivery.PendingDerivations.Sequence;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Answers whether a deployed commit was there already as an ancestor of the one deployed before: what makes a rollback. */
@Repository
class AncestryQueries {

    private final JdbcClient jdbc;

    AncestryQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether the candidate's commit is an ancestor of its predecessor's, as far as parents have been stated. */
    boolean isAncestor(Sequence sequence, Candidate candidate, Predecessor previous) {
        // A commit on the way arrived no earlier than its ancestor did, so the walk need not go on into what was there
        // before:
        // all ancestors of what was walked had arrived with it.
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
                .param("sha", candidate.commitSha())
                .param("ofSha", previous.commitSha())
                .query(Boolean.class)
                .single();
    }

    /**
     * Whether the candidate's commit passes for an ancestor of its predecessor's although parents were not stated: some commit
     * behind the predecessor's has unstated parents, and the candidate's had arrived before, is one of the default branch and no
     * younger.
     */
    boolean passesForAncestor(Sequence sequence, Candidate candidate, Predecessor previous) {
        return couldBeAncestor(sequence, candidate, previous) && parentsUnstatedBehind(sequence, previous.commitSha());
    }

    private boolean couldBeAncestor(Sequence sequence, Candidate candidate, Predecessor previous) {
        return jdbc.sql("""
                        select exists (select
                                       from commits younger
                                       join commits older on older.repository_id = younger.repository_id
                                                         and older.sha = :sha
                                       join repositories r on r.id = older.repository_id
                                       join reached_commits arrived on arrived.repository_id = older.repository_id
                                                                   and arrived.sha = older.sha
                                                                   and arrived.environment_id = :environment
                                       where younger.repository_id = :repository and younger.sha = :ofSha
                                         and older.committed_at <= younger.committed_at
                                         and (older.branch is null or older.branch = r.default_branch)
                                         and arrived.external_id <> :externalId)
                        """)
                .param("repository", sequence.repositoryId())
                .param("environment", sequence.environmentId())
                .param("externalId", candidate.externalId())
                .param("sha", candidate.commitSha())
                .param("ofSha", previous.commitSha())
                .query(Boolean.class)
                .single();
    }

    private boolean parentsUnstatedBehind(Sequence sequence, String sha) {
        return jdbc.sql("""
                        with recursive walk (sha, received, parents) as (
                            select sha, true, parents from commits where repository_id = :repository and sha = :sha
                          union
                            select parent.sha, c.sha is not null, c.parents
                            from walk
                            cross join lateral unnest(walk.parents) as parent (sha)
                            left join lateral (select sha, parents from commits
                                               where repository_id = :repository and sha = parent.sha limit 1) c on true
                        )
                        select coalesce(bool_or(received and parents is null), false) from walk
                        """)
                .param("repository", sequence.repositoryId())
                .param("sha", sha)
                .query(Boolean.class)
                .single();
    }
}
