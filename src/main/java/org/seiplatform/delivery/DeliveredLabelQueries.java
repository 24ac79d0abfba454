package org.seiplatform.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.seiplatform.delivery.PendingDerivations.Sequence;
import org.seiplatform.platform.pattern.TextPatterns;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the labels of the pull requests that a deployment has delivered. */
@Repository
class DeliveredLabelQueries {

    /** Read as far as needed: a first deployment may deliver the pull requests of many years. */
    private static final int FETCHED = 500;

    private final JdbcClient jdbc;
    private final TextPatterns patterns;

    DeliveredLabelQueries(JdbcClient jdbc, TextPatterns patterns) {
        this.jdbc = jdbc;
        this.patterns = patterns;
    }

    /** Whether one of them matches the organization's pattern for hotfixes. */
    boolean markHotfix(Sequence sequence, Candidate candidate) {
        return jdbc.sql("""
                        select distinct label.name, o.hotfix_pattern
                        from reached_commits d
                        join pull_requests p on p.repository_id = d.repository_id and p.merge_commit_sha = d.sha
                                            and p.state = 'merged'
                        join repositories r on r.id = p.repository_id
                        join organizations o on o.id = r.organization_id
                        cross join lateral unnest(p.labels) as label (name)
                        where d.repository_id = :repository and d.external_id = :externalId and d.delivered
                        """)
                .withFetchSize(FETCHED)
                .param("repository", sequence.repositoryId())
                .param("externalId", candidate.externalId())
                .query((ResultSetExtractor<Boolean>) this::anyMarksHotfix);
    }

    private boolean anyMarksHotfix(ResultSet labels) throws SQLException {
        while (labels.next()) {
            if (patterns.ofNames(labels.getString("hotfix_pattern")).test(labels.getString("name"))) {
                return true;
            }
        }
        return false;
    }
}
