package org.seiplatform.fact.deployment;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.UUID;
import org.seiplatform.fact.DeletionCounts;
import org.seiplatform.fact.FactKind;
import org.seiplatform.fact.RetainedFacts;
import org.seiplatform.fact.RetentionCutoffs;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Deletes deployments past their retention. */
@Repository
class OldDeploymentStore implements RetainedFacts.OfRepositories {

    private final JdbcClient jdbc;

    OldDeploymentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public FactKind kind() {
        return FactKind.DEPLOYMENT;
    }

    @Override
    public String oldCondition() {
        return "exists (select from deployments where repository_id = r.id and finished_at < :before)";
    }

    @Override
    public DeletionCounts deleteOld(RetentionCutoffs cutoffs, Instant before, UUID repositoryId, int limit) {
        return DeletionCounts.of("deployment", deployments(repositoryId, before, limit));
    }

    /**
     * Deletes deployments that finished before a time, with what they delivered. The last successful one of each environment stays,
     * because the next one is compared with it; so does one that an incident is laid to, and one of a group that has not finished
     * by then as a whole. What was deployed when, and what has reached an environment, is remembered for ever, as shas.
     */
    private int deployments(UUID repositoryId, Instant before, int limit) {
        return jdbc.sql("""
                        with blamed as materialized (
                            select deployment_external_id as external_id
                            from incident_causes
                            where repository_id = :repository
                          union
                            select deployment_external_id
                            from incident_links
                            where repository_id = :repository
                        ), old as (
                            select d.external_id
                            from deployments d
                            left join deliveries v on v.repository_id = d.repository_id and v.external_id = d.external_id
                            where d.repository_id = :repository and d.finished_at < :before
                              and (v.external_id is null
                                   or exists (select from deliveries later
                                              where later.repository_id = v.repository_id
                                                and later.environment_id = v.environment_id and later.finished_at < :before
                                                and (later.finished_at, later.external_id) > (v.finished_at, v.external_id)))
                              and d.external_id not in (select external_id from blamed)
                              and not exists (select from deployments member
                                              where member.organization_id = d.organization_id
                                                and member.environment_id = d.environment_id
                                                and member.group_key = d.group_key
                                                and (member.finished_at is null or member.finished_at >= :before))
                            limit :limit
                        ), derived as (
                            delete from deliveries
                            where repository_id = :repository and external_id in (select external_id from old)
                            returning repository_id, external_id, environment_id, finished_at, commit_sha
                        ), remembered as (
                            insert into former_deliveries (repository_id, external_id, environment_id, finished_at, commit_sha)
                            select repository_id, external_id, environment_id, finished_at, commit_sha from derived
                        )
                        delete from deployments
                        where repository_id = :repository and external_id in (select external_id from old)
                        """)
                .param("repository", repositoryId)
                .param("before", before.atOffset(UTC))
                .param("limit", limit)
                .update();
    }
}
