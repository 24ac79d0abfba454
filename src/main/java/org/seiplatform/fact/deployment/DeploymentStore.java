package org.seiplatform.fact.deployment;

import static org.seiplatform.platform.persistence.Columns.constant;
import static org.seiplatform.platform.persistence.Columns.instant;
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
import org.seiplatform.platform.persistence.Upsert;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the table {@code deployments}, and with it the attempts that do not count. */
@Repository
class DeploymentStore {

    private static final Upsert<DeploymentState> UPSERT = Upsert.<DeploymentState>into("deployments")
            .key("repository_id", "external_id")
            .constant("organization_id")
            .uuid("repository_id", state -> state.key().repositoryId())
            .text("external_id", state -> state.key().externalId())
            .integer("environment_id", state -> state.outcome().environmentId())
            .text("commit_sha", state -> state.outcome().commitSha())
            .text("ref", state -> state.outcome().ref())
            .constantName("status", state -> state.outcome().status())
            .instant("started_at", state -> state.outcome().startedAt())
            .instant("finished_at", state -> state.outcome().finishedAt())
            .uuid("deployed_by_identity_id", state -> state.outcome().deployedById())
            .texts("listed_commits", state -> state.details().listedCommits())
            .constantName("kind", state -> state.details().kind())
            .text("remediates", state -> state.details().remediates())
            .text("deployment_group", state -> state.details().deploymentGroup())
            .text("group_key", DeploymentState::groupKey)
            .bool("failed", state -> state.details().failed())
            .instant("updated_at", state -> state.outcome().precedence().updatedAt())
            .bytes(
                    "fingerprint",
                    state -> state.outcome().precedence().fingerprint().hex())
            .bool("reported", DeploymentState::isReported)
            .build();

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
        jdbc.sql(UPSERT.sql())
                .params(UPSERT.parameters(states))
                .param("organization_id", organizationId)
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
