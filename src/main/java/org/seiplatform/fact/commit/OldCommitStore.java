package org.seiplatform.fact.commit;

import static java.time.ZoneOffset.UTC;
import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import org.seiplatform.fact.DeletionCounts;
import org.seiplatform.fact.FactKind;
import org.seiplatform.fact.RetainedFacts;
import org.seiplatform.fact.RetentionCutoffs;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Deletes commits past their retention. */
@Repository
class OldCommitStore implements RetainedFacts.OfRepositories {

    private final JdbcClient jdbc;

    OldCommitStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public FactKind kind() {
        return FactKind.COMMIT;
    }

    @Override
    public String oldCondition() {
        return "exists (select from commits where repository_id = r.id and committed_at < :before)";
    }

    @Override
    public DeletionCounts deleteOld(RetentionCutoffs cutoffs, Instant before, UUID repositoryId, int limit) {
        Instant floor = requireNonNull(cutoffs.floor());
        return DeletionCounts.of("commit", commits(repositoryId, before, floor, limit));
    }

    /**
     * Deletes commits of before a time. Those stay that a deployment since the floor delivered, or needs to be compared with the
     * one before it: all that have arrived since the oldest commit that was deployed since the floor, or last before it. A commit
     * whose ancestors have not all arrived with it stays, too, because walks go on through it.
     */
    private int commits(UUID repositoryId, Instant before, Instant floor, int limit) {
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

    private StatementSpec ofRepository(String sql, UUID repositoryId, Instant before, int limit) {
        return jdbc.sql(sql)
                .param("repository", repositoryId)
                .param("before", before.atOffset(UTC))
                .param("limit", limit);
    }
}
