package org.seiplatform.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.seiplatform.platform.pattern.TextPatterns;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Asks the commits that deployments have delivered, and their pull requests, what makes a hotfix. */
@Repository
class DeliveredCommitQueries {

    /** Read as far as needed: a first deployment may deliver the pull requests of many years. */
    private static final int FETCHED = 500;

    private final JdbcClient jdbc;
    private final TextPatterns patterns;

    DeliveredCommitQueries(JdbcClient jdbc, TextPatterns patterns) {
        this.jdbc = jdbc;
        this.patterns = patterns;
    }

    /** The latest of the deployments that delivered, in the seven days before, a commit that a delivered one reverts. */
    Map<String, String> reverted(Sequence sequence, Collection<String> externalIds) {
        // Step by step from what was delivered; limits and offsets keep the planner to the order: few commits revert
        // others, and it would else compare all that was delivered with all that was ever reached.
        return of(sequence, externalIds, """
                        with reverted as materialized (
                            select d.external_id, d.finished_at, reverted.sha
                            from unnest(cast(:externalIds as text[])) as asked (external_id)
                            cross join lateral (select sha, finished_at, external_id from reached_commits
                                                where repository_id = :repository
                                                  and external_id = asked.external_id and delivered
                                                offset 0) d
                            cross join lateral (select reverts from commits
                                                where repository_id = :repository and sha = d.sha limit 1) c
                            cross join lateral unnest(c.reverts) as reverted (sha)
                        )
                        select distinct on (reverted.external_id) reverted.external_id, r.external_id as by
                        from reverted
                        cross join lateral (
                            select r.external_id, r.finished_at from reached_commits r
                            where r.sha >= reverted.sha and r.sha < reverted.sha || 'g'
                              and r.repository_id = :repository and r.environment_id = :environment and r.delivered
                              and (r.finished_at, r.external_id) < (reverted.finished_at, reverted.external_id)
                              and r.finished_at >= reverted.finished_at - interval '7 days'
                            order by r.finished_at desc, r.external_id desc
                            limit 1) r
                        order by reverted.external_id, r.finished_at desc, r.external_id desc
                        """)
                .param("environment", sequence.environmentId())
                .query((row, number) -> Map.entry(row.getString("external_id"), row.getString("by")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The deployments that delivered a pull request with a label that matches the organization's pattern for hotfixes. */
    Set<String> markedHotfix(Sequence sequence, Collection<String> externalIds) {
        return of(sequence, externalIds, """
                        select distinct d.external_id, label.name, o.hotfix_pattern
                        from unnest(cast(:externalIds as text[])) as asked (external_id)
                        cross join lateral (select sha, external_id from reached_commits
                                            where repository_id = :repository
                                              and external_id = asked.external_id and delivered
                                            offset 0) d
                        cross join lateral (select labels from pull_requests
                                            where repository_id = :repository and merge_commit_sha = d.sha
                                              and state = 'merged' and labels <> '{}'
                                            offset 0) p
                        cross join lateral unnest(p.labels) as label (name)
                        join organizations o on o.id = :organization
                        """)
                .withFetchSize(FETCHED)
                .param("organization", sequence.organizationId())
                .query((ResultSetExtractor<Set<String>>) this::marked);
    }

    private Set<String> marked(ResultSet labels) throws SQLException {
        Set<String> marked = new HashSet<>();
        while (labels.next()) {
            if (!marked.contains(labels.getString("external_id"))
                    && patterns.ofNames(labels.getString("hotfix_pattern")).test(labels.getString("name"))) {
                marked.add(labels.getString("external_id"));
            }
        }
        return marked;
    }

    private StatementSpec of(Sequence sequence, Collection<String> externalIds, String sql) {
        return jdbc.sql(sql)
                .param("repository", sequence.repositoryId())
                .param("externalIds", externalIds.toArray(String[]::new));
    }
}
