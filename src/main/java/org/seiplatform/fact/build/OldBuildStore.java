package org.seiplatform.fact.build;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.UUID;
import org.seiplatform.fact.DeletionCounts;
import org.seiplatform.fact.FactKind;
import org.seiplatform.fact.RetainedFacts;
import org.seiplatform.fact.RetentionCutoffs;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Deletes builds past their retention; no kept figure needs one. */
@Repository
class OldBuildStore implements RetainedFacts.OfRepositories {

    private final JdbcClient jdbc;

    OldBuildStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public FactKind kind() {
        return FactKind.BUILD;
    }

    @Override
    public String old() {
        return "exists (select from builds where repository_id = r.id and finished_at < :before)";
    }

    @Override
    public DeletionCounts deleteOld(RetentionCutoffs cutoffs, Instant before, UUID repositoryId, int limit) {
        int builds = jdbc.sql("""
                        delete from builds
                        where repository_id = :repository
                          and external_id in (
                              select external_id
                              from builds
                              where repository_id = :repository and finished_at < :before
                              limit :limit)
                        """)
                .param("repository", repositoryId)
                .param("before", before.atOffset(UTC))
                .param("limit", limit)
                .update();
        return DeletionCounts.of("build", builds);
    }
}
