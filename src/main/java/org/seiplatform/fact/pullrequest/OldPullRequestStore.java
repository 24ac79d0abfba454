package org.seiplatform.fact.pullrequest;

import static java.time.ZoneOffset.UTC;
import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.seiplatform.fact.DeletionCounts;
import org.seiplatform.fact.FactKind;
import org.seiplatform.fact.RetainedFacts;
import org.seiplatform.fact.RetentionCutoffs;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Deletes pull requests past their retention, with their reviews and comments. */
@Repository
class OldPullRequestStore implements RetainedFacts.OfRepositories {

    private final JdbcClient jdbc;

    OldPullRequestStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public FactKind kind() {
        return FactKind.PULL_REQUEST;
    }

    @Override
    public List<String> deleted() {
        return List.of("pull_request", "review");
    }

    @Override
    public String oldCondition() {
        return """
                (exists (select from pull_requests
                         where repository_id = r.id and state <> 'open'
                           and greatest(opened_at, ready_for_review_at, merged_at, closed_at) < :before)
                 or exists (select from reviews where repository_id = r.id and submitted_at < :before)
                 or exists (select from review_comments where repository_id = r.id and commented_at < :before))
                """;
    }

    @Override
    public DeletionCounts deleteOld(RetentionCutoffs cutoffs, Instant before, UUID repositoryId, int limit) {
        Instant floor = requireNonNull(cutoffs.floor());
        return DeletionCounts.of("pull_request", pullRequests(repositoryId, before, floor, limit))
                .plus(DeletionCounts.of("review", reviews(repositoryId, before, limit)))
                .plus(DeletionCounts.of("review", reviewComments(repositoryId, before, limit)));
    }

    /**
     * Deletes pull requests that ended before a time. One stays while a review or comment is younger, and while its merge commit was
     * deployed since the floor: it says where the lead time of that commit begins.
     */
    private int pullRequests(UUID repositoryId, Instant before, Instant floor, int limit) {
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
    private int reviews(UUID repositoryId, Instant before, int limit) {
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
    private int reviewComments(UUID repositoryId, Instant before, int limit) {
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

    private StatementSpec ofRepository(String sql, UUID repositoryId, Instant before, int limit) {
        return jdbc.sql(sql)
                .param("repository", repositoryId)
                .param("before", before.atOffset(UTC))
                .param("limit", limit);
    }
}
