package org.seiplatform.ingest;

import static org.seiplatform.ingest.Columns.arrays;
import static org.seiplatform.ingest.Columns.constant;
import static org.seiplatform.ingest.Columns.instant;
import static org.seiplatform.ingest.Columns.name;
import static org.seiplatform.ingest.Columns.nullableConstant;
import static org.seiplatform.ingest.Columns.nullableInstant;
import static org.seiplatform.ingest.Columns.nullableTextList;
import static org.seiplatform.ingest.Columns.texts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.ingest.DeploymentState.Key;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the table {@code deployments}. */
@Repository
class DeploymentStore {

    private final JdbcClient jdbc;

    DeploymentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The stored states of these deployments; those never received are missing. */
    List<DeploymentState> find(Collection<Key> keys) {
        return jdbc.sql("""
                        select d.repository_id, d.external_id, d.environment_id, d.commit_sha, d.ref, d.status, d.started_at,
                               d.finished_at, d.deployed_by_identity_id, d.listed_commits, d.kind, d.remediates,
                               d.deployment_group, d.failed, d.updated_at, d.fingerprint
                        from unnest(cast(:repositories as uuid[]), cast(:externalIds as text[]))
                             as key (repository_id, external_id)
                        join deployments d on d.repository_id = key.repository_id and d.external_id = key.external_id
                        """)
                .param("repositories", texts(keys, Key::repositoryId))
                .param("externalIds", texts(keys, Key::externalId))
                .query((row, number) -> state(row))
                .list();
    }

    private static DeploymentState state(ResultSet row) throws SQLException {
        DeploymentEvent.Status status = constant(DeploymentEvent.Status.class, row.getString("status"));
        return new DeploymentState(
                new Key(row.getObject("repository_id", UUID.class), row.getString("external_id")),
                row.getInt("environment_id"),
                row.getString("commit_sha"),
                row.getString("ref"),
                status,
                nullableInstant(row, "started_at"),
                nullableInstant(row, "finished_at"),
                row.getObject("deployed_by_identity_id", UUID.class),
                nullableTextList(row, "listed_commits"),
                nullableConstant(DeploymentEvent.Kind.class, row.getString("kind")),
                row.getString("remediates"),
                row.getString("deployment_group"),
                failed(row),
                new Standing(
                        instant(row, "updated_at"),
                        DeploymentState.progress(status),
                        Fingerprint.ofBytes(row.getBytes("fingerprint"))));
    }

    private static @Nullable Boolean failed(ResultSet row) throws SQLException {
        boolean failed = row.getBoolean("failed");
        return row.wasNull() ? null : failed;
    }

    void write(UUID organizationId, List<DeploymentState> states) {
        jdbc.sql("""
                        insert into deployments (organization_id, repository_id, external_id, environment_id, commit_sha,
                               ref, status, started_at, finished_at, deployed_by_identity_id, listed_commits, kind,
                               remediates, deployment_group, failed, updated_at, fingerprint)
                        select :organization, repository_id, external_id, environment_id, commit_sha, ref, status,
                               started_at, finished_at, deployed_by_identity_id, cast(listed_commits as text[]), kind,
                               remediates, deployment_group, failed, updated_at, decode(fingerprint, 'hex')
                        from unnest(cast(:repositories as uuid[]), cast(:externalIds as text[]),
                                    cast(:environments as integer[]), cast(:commits as text[]), cast(:refs as text[]),
                                    cast(:statuses as text[]), cast(:startedAts as timestamptz[]),
                                    cast(:finishedAts as timestamptz[]), cast(:deployers as uuid[]),
                                    cast(:listed as text[]), cast(:kinds as text[]), cast(:remediated as text[]),
                                    cast(:groups as text[]), cast(:failed as boolean[]),
                                    cast(:updatedAts as timestamptz[]), cast(:fingerprints as text[]))
                             as state (repository_id, external_id, environment_id, commit_sha, ref, status, started_at,
                                       finished_at, deployed_by_identity_id, listed_commits, kind, remediates,
                                       deployment_group, failed, updated_at, fingerprint)
                        on conflict (repository_id, external_id) do update
                        set environment_id = excluded.environment_id, commit_sha = excluded.commit_sha,
                            ref = excluded.ref, status = excluded.status, started_at = excluded.started_at,
                            finished_at = excluded.finished_at,
                            deployed_by_identity_id = excluded.deployed_by_identity_id,
                            listed_commits = excluded.listed_commits, kind = excluded.kind,
                            remediates = excluded.remediates, deployment_group = excluded.deployment_group,
                            failed = excluded.failed, updated_at = excluded.updated_at,
                            fingerprint = excluded.fingerprint
                        """)
                .param("organization", organizationId)
                .param("repositories", texts(states, state -> state.key().repositoryId()))
                .param("externalIds", texts(states, state -> state.key().externalId()))
                .param("environments", texts(states, DeploymentState::environmentId))
                .param("commits", texts(states, DeploymentState::commitSha))
                .param("refs", texts(states, DeploymentState::ref))
                .param("statuses", texts(states, state -> name(state.status())))
                .param("startedAts", texts(states, DeploymentState::startedAt))
                .param("finishedAts", texts(states, DeploymentState::finishedAt))
                .param("deployers", texts(states, DeploymentState::deployedById))
                .param("listed", arrays(states, DeploymentState::listedCommits))
                .param("kinds", texts(states, state -> name(state.kind())))
                .param("remediated", texts(states, DeploymentState::remediates))
                .param("groups", texts(states, DeploymentState::deploymentGroup))
                .param("failed", texts(states, DeploymentState::failed))
                .param("updatedAts", texts(states, state -> state.standing().updatedAt()))
                .param(
                        "fingerprints",
                        texts(states, state -> state.standing().fingerprint().hex()))
                .update();
    }
}
