package org.seiplatform.fact.deployment;

import static org.seiplatform.platform.persistence.Columns.arrays;
import static org.seiplatform.platform.persistence.Columns.constant;
import static org.seiplatform.platform.persistence.Columns.instant;
import static org.seiplatform.platform.persistence.Columns.name;
import static org.seiplatform.platform.persistence.Columns.nullableConstant;
import static org.seiplatform.platform.persistence.Columns.nullableInstant;
import static org.seiplatform.platform.persistence.Columns.nullableTextList;
import static org.seiplatform.platform.persistence.Columns.texts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.seiplatform.fact.deployment.DeploymentState.Details;
import org.seiplatform.fact.deployment.DeploymentState.Key;
import org.seiplatform.fact.merge.Fingerprint;
import org.seiplatform.fact.merge.Precedence;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the table {@code deployments}, and with it the attempts that do not count. */
@Repository
class DeploymentStore {

    private final JdbcClient jdbc;
    private final OverruledAttemptStore overruled;

    DeploymentStore(JdbcClient jdbc, OverruledAttemptStore overruled) {
        this.jdbc = jdbc;
        this.overruled = overruled;
    }

    /** The stored states of these deployments; those never received are missing. */
    List<DeploymentState> find(Collection<Key> keys) {
        return jdbc.sql("""
                        select d.repository_id, d.external_id, d.reported, d.environment_id, d.commit_sha, d.ref, d.status,
                               d.started_at, d.finished_at, d.deployed_by_identity_id, d.listed_commits, d.kind,
                               d.remediates, d.deployment_group, d.failed, d.updated_at, d.fingerprint,
                               o.environment_id as overruled_environment_id, o.commit_sha as overruled_commit_sha,
                               o.ref as overruled_ref, o.status as overruled_status, o.started_at as overruled_started_at,
                               o.finished_at as overruled_finished_at,
                               o.deployed_by_identity_id as overruled_deployed_by_identity_id,
                               o.updated_at as overruled_updated_at, o.fingerprint as overruled_fingerprint
                        from unnest(cast(:repositories as uuid[]), cast(:externalIds as text[]))
                             as key (repository_id, external_id)
                        join deployments d on d.repository_id = key.repository_id and d.external_id = key.external_id
                        left join overruled_attempts o on o.repository_id = d.repository_id
                                                      and o.external_id = d.external_id
                        """)
                .param("repositories", texts(keys, Key::repositoryId))
                .param("externalIds", texts(keys, Key::externalId))
                .query((row, number) -> state(row))
                .list();
    }

    private static DeploymentState state(ResultSet row) throws SQLException {
        Attempt counting = attempt(row, "");
        Attempt overruled = row.getString("overruled_status") == null ? null : attempt(row, "overruled_");
        boolean reported = row.getBoolean("reported");
        return new DeploymentState(
                new Key(row.getObject("repository_id", UUID.class), row.getString("external_id")),
                reported ? overruled : counting,
                new Details(
                        nullableTextList(row, "listed_commits"),
                        nullableConstant(DeploymentEvent.Kind.class, row.getString("kind")),
                        row.getString("remediates"),
                        row.getString("deployment_group"),
                        row.getObject("failed", Boolean.class)),
                reported ? counting : overruled);
    }

    private static Attempt attempt(ResultSet row, String prefix) throws SQLException {
        DeploymentEvent.Status status = constant(DeploymentEvent.Status.class, row.getString(prefix + "status"));
        return new Attempt(
                row.getInt(prefix + "environment_id"),
                row.getString(prefix + "commit_sha"),
                row.getString(prefix + "ref"),
                status,
                nullableInstant(row, prefix + "started_at"),
                nullableInstant(row, prefix + "finished_at"),
                row.getObject(prefix + "deployed_by_identity_id", UUID.class),
                new Precedence(
                        instant(row, prefix + "updated_at"),
                        Attempt.progress(status),
                        Fingerprint.ofBytes(row.getBytes(prefix + "fingerprint"))));
    }

    void write(UUID organizationId, List<DeploymentState> states) {
        jdbc.sql("""
                        insert into deployments (organization_id, repository_id, external_id, environment_id, commit_sha,
                               ref, status, started_at, finished_at, deployed_by_identity_id, listed_commits, kind,
                               remediates, deployment_group, group_key, failed, updated_at, fingerprint, reported)
                        select :organization, repository_id, external_id, environment_id, commit_sha, ref, status,
                               started_at, finished_at, deployed_by_identity_id, cast(listed_commits as text[]), kind,
                               remediates, deployment_group, group_key, failed, updated_at, decode(fingerprint, 'hex'),
                               reported
                        from unnest(cast(:repositories as uuid[]), cast(:externalIds as text[]),
                                    cast(:environments as integer[]), cast(:commits as text[]), cast(:refs as text[]),
                                    cast(:statuses as text[]), cast(:startedAts as timestamptz[]),
                                    cast(:finishedAts as timestamptz[]), cast(:deployers as uuid[]),
                                    cast(:listed as text[]), cast(:kinds as text[]), cast(:remediated as text[]),
                                    cast(:groups as text[]), cast(:groupKeys as text[]), cast(:failed as boolean[]),
                                    cast(:updatedAts as timestamptz[]), cast(:fingerprints as text[]),
                                    cast(:reported as boolean[]))
                             as state (repository_id, external_id, environment_id, commit_sha, ref, status, started_at,
                                       finished_at, deployed_by_identity_id, listed_commits, kind, remediates,
                                       deployment_group, group_key, failed, updated_at, fingerprint, reported)
                        on conflict (repository_id, external_id) do update
                        set environment_id = excluded.environment_id, commit_sha = excluded.commit_sha,
                            ref = excluded.ref, status = excluded.status, started_at = excluded.started_at,
                            finished_at = excluded.finished_at,
                            deployed_by_identity_id = excluded.deployed_by_identity_id,
                            listed_commits = excluded.listed_commits, kind = excluded.kind,
                            remediates = excluded.remediates, deployment_group = excluded.deployment_group,
                            group_key = excluded.group_key,
                            failed = excluded.failed, updated_at = excluded.updated_at,
                            fingerprint = excluded.fingerprint, reported = excluded.reported
                        """)
                .param("organization", organizationId)
                .param("repositories", texts(states, state -> state.key().repositoryId()))
                .param("externalIds", texts(states, state -> state.key().externalId()))
                .param("environments", texts(states, state -> state.outcome().environmentId()))
                .param("commits", texts(states, state -> state.outcome().commitSha()))
                .param("refs", texts(states, state -> state.outcome().ref()))
                .param("statuses", texts(states, state -> name(state.outcome().status())))
                .param("startedAts", texts(states, state -> state.outcome().startedAt()))
                .param("finishedAts", texts(states, state -> state.outcome().finishedAt()))
                .param("deployers", texts(states, state -> state.outcome().deployedById()))
                .param("listed", arrays(states, state -> state.details().listedCommits()))
                .param("kinds", texts(states, state -> name(state.details().kind())))
                .param("remediated", texts(states, state -> state.details().remediates()))
                .param("groups", texts(states, state -> state.details().deploymentGroup()))
                .param("groupKeys", texts(states, DeploymentState::groupKey))
                .param("failed", texts(states, state -> state.details().failed()))
                .param(
                        "updatedAts",
                        texts(states, state -> state.outcome().precedence().updatedAt()))
                .param(
                        "fingerprints",
                        texts(
                                states,
                                state -> state.outcome()
                                        .precedence()
                                        .fingerprint()
                                        .hex()))
                .param("reported", texts(states, DeploymentState::isReported))
                .update();
        Map<Key, Attempt> others = new LinkedHashMap<>();
        states.forEach(state -> {
            if (state.overruled() != null) {
                others.put(state.key(), state.overruled());
            }
        });
        overruled.write(others);
    }
}
