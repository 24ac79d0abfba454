package org.seiplatform.delivery;

import org.jspecify.annotations.Nullable;
import org.seiplatform.delivery.PendingDerivations.Sequence;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Asks the view {@code deployment_sequences}, which holds the deployments before the one at hand while that one is derived. */
@Repository
class DeploymentSequenceQueries {

    private final JdbcClient jdbc;

    DeploymentSequenceQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The deployment after another one; null if that is the last so far. */
    @Nullable
    EarlierDeployment next(Sequence sequence, String externalId) {
        return jdbc.sql("""
                        select next.external_id, next.finished_at, next.commit_sha
                        from deployment_sequences d
                        cross join lateral (
                            select s.external_id, s.finished_at, s.commit_sha
                            from deployment_sequences s
                            where s.repository_id = :repository and s.environment_id = :environment
                              and (s.finished_at, s.external_id) > (d.finished_at, d.external_id)
                            order by s.finished_at, s.external_id
                            limit 1) next
                        where d.repository_id = :repository and d.environment_id = :environment
                          and d.external_id = :externalId
                        """)
                .param("repository", sequence.repositoryId())
                .param("environment", sequence.environmentId())
                .param("externalId", externalId)
                .query(EarlierDeployment::of)
                .optional()
                .orElse(null);
    }
}
