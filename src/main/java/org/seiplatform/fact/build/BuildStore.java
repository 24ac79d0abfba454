package org.seiplatform.fact.build;

import static org.seiplatform.platform.persistence.Columns.constant;
import static org.seiplatform.platform.persistence.Columns.instant;
import static org.seiplatform.platform.persistence.Columns.nullableInstant;
import static org.seiplatform.platform.persistence.Columns.texts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.seiplatform.fact.build.BuildState.Key;
import org.seiplatform.fact.merge.Fingerprint;
import org.seiplatform.fact.merge.Precedence;
import org.seiplatform.platform.persistence.Upsert;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the table {@code builds}. */
@Repository
class BuildStore {

    private static final Upsert<BuildState> UPSERT = Upsert.<BuildState>into("builds")
            .key("external_id", "repository_id")
            .uuid("repository_id", state -> state.key().repositoryId())
            .text("external_id", state -> state.key().externalId())
            .text("commit_sha", BuildState::commitSha)
            .text("branch", BuildState::branch)
            .text("name", BuildState::name)
            .constantName("status", BuildState::status)
            .instant("started_at", BuildState::startedAt)
            .instant("finished_at", BuildState::finishedAt)
            .uuid("triggered_by_identity_id", BuildState::triggeredById)
            .instant("updated_at", state -> state.precedence().updatedAt())
            .bytes("fingerprint", state -> state.precedence().fingerprint().hex())
            .build();

    private final JdbcClient jdbc;

    BuildStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The stored states of these builds; those never received are missing. */
    List<BuildState> find(Collection<Key> keys) {
        return jdbc.sql("""
                        select b.repository_id, b.external_id, b.commit_sha, b.branch, b.name, b.status, b.started_at,
                               b.finished_at, b.triggered_by_identity_id, b.updated_at, b.fingerprint
                        from unnest(cast(:repositories as uuid[]), cast(:externalIds as text[]))
                             as key (repository_id, external_id)
                        join builds b on b.repository_id = key.repository_id and b.external_id = key.external_id
                        """)
                .param("repositories", texts(keys, Key::repositoryId))
                .param("externalIds", texts(keys, Key::externalId))
                .query((row, number) -> state(row))
                .list();
    }

    private static BuildState state(ResultSet row) throws SQLException {
        BuildEvent.Status status = constant(BuildEvent.Status.class, row.getString("status"));
        return new BuildState(
                new Key(row.getObject("repository_id", UUID.class), row.getString("external_id")),
                row.getString("commit_sha"),
                row.getString("branch"),
                row.getString("name"),
                status,
                instant(row, "started_at"),
                nullableInstant(row, "finished_at"),
                row.getObject("triggered_by_identity_id", UUID.class),
                new Precedence(
                        instant(row, "updated_at"),
                        BuildState.progress(status),
                        Fingerprint.ofBytes(row.getBytes("fingerprint"))));
    }

    void write(List<BuildState> states) {
        jdbc.sql(UPSERT.sql()).params(UPSERT.parameters(states)).update();
    }
}
