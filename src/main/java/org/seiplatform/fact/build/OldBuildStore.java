package org.seiplatform.fact.build;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.List;
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
    public List<String> deleted() {
        return List.of("build");
    }

    @Override
    public List<UUID> repositoriesWithOldFacts(RetentionCutoffs cutoffs) {
        Instant before = cutoffs.of(FactKind.BUILD);
        return before == null
                ? List.of()
                : jdbc.sql("""
                        select id
                        from repositories r
                        where organization_id = :organization
                          and exists (select from builds where repository_id = r.id and finished_at < :before)
                        """)
                        .param("organization", cutoffs.organizationId())
                        .param("before", before.atOffset(UTC))
                        .query((row, number) -> row.getObject("id", UUID.class))
                        .list();
    }

    @Override
    public DeletionCounts deleteOld(RetentionCutoffs cutoffs, UUID repositoryId, int limit) {
        Instant before = cutoffs.of(FactKind.BUILD);
        return before == null ? DeletionCounts.NONE : DeletionCounts.of("build", builds(repositoryId, before, limit));
    }

    private int builds(UUID repositoryId, Instant before, int limit) {
        return jdbc.sql("""
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
    }
}
