package org.seiplatform.fact.build;

import static org.seiplatform.platform.persistence.Columns.constant;
import static org.seiplatform.platform.persistence.Columns.instant;
import static org.seiplatform.platform.persistence.Columns.name;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the table {@code builds}. */
@Repository
class BuildStore {

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
        jdbc.sql("""
                        insert into builds (repository_id, external_id, commit_sha, branch, name, status, started_at,
                               finished_at, triggered_by_identity_id, updated_at, fingerprint)
                        select repository_id, external_id, commit_sha, branch, name, status, started_at, finished_at,
                               triggered_by_identity_id, updated_at, decode(fingerprint, 'hex')
                        from unnest(cast(:repositories as uuid[]), cast(:externalIds as text[]),
                                    cast(:commits as text[]), cast(:branches as text[]), cast(:names as text[]),
                                    cast(:statuses as text[]), cast(:startedAts as timestamptz[]),
                                    cast(:finishedAts as timestamptz[]), cast(:triggerers as uuid[]),
                                    cast(:updatedAts as timestamptz[]), cast(:fingerprints as text[]))
                             as state (repository_id, external_id, commit_sha, branch, name, status, started_at,
                                       finished_at, triggered_by_identity_id, updated_at, fingerprint)
                        on conflict (external_id, repository_id) do update
                        set commit_sha = excluded.commit_sha, branch = excluded.branch, name = excluded.name,
                            status = excluded.status, started_at = excluded.started_at,
                            finished_at = excluded.finished_at,
                            triggered_by_identity_id = excluded.triggered_by_identity_id,
                            updated_at = excluded.updated_at, fingerprint = excluded.fingerprint
                        """)
                .param("repositories", texts(states, state -> state.key().repositoryId()))
                .param("externalIds", texts(states, state -> state.key().externalId()))
                .param("commits", texts(states, BuildState::commitSha))
                .param("branches", texts(states, BuildState::branch))
                .param("names", texts(states, BuildState::name))
                .param("statuses", texts(states, state -> name(state.status())))
                .param("startedAts", texts(states, BuildState::startedAt))
                .param("finishedAts", texts(states, BuildState::finishedAt))
                .param("triggerers", texts(states, BuildState::triggeredById))
                .param("updatedAts", texts(states, state -> state.precedence().updatedAt()))
                .param(
                        "fingerprints",
                        texts(states, state -> state.precedence().fingerprint().hex()))
                .update();
    }
}
