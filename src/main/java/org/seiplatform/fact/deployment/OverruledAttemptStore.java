package org.seiplatform.fact.deployment;

import static org.seiplatform.platform.persistence.Columns.name;
import static org.seiplatform.platform.persistence.Columns.texts;

import java.util.Collection;
import java.util.Map;
import org.seiplatform.fact.deployment.DeploymentState.Key;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the table {@code overruled_attempts}: where a sender and a provider have both spoken, the word that does not count. */
@Repository
class OverruledAttemptStore {

    private final JdbcClient jdbc;

    OverruledAttemptStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void write(Map<Key, Attempt> overruled) {
        if (overruled.isEmpty()) {
            return;
        }
        Collection<Attempt> attempts = overruled.values();
        jdbc.sql("""
                        insert into overruled_attempts (repository_id, external_id, environment_id, commit_sha, ref, status,
                               started_at, finished_at, deployed_by_identity_id, updated_at, fingerprint)
                        select repository_id, external_id, environment_id, commit_sha, ref, status, started_at, finished_at,
                               deployed_by_identity_id, updated_at, decode(fingerprint, 'hex')
                        from unnest(cast(:repositories as uuid[]), cast(:externalIds as text[]),
                                    cast(:environments as integer[]), cast(:commits as text[]), cast(:refs as text[]),
                                    cast(:statuses as text[]), cast(:startedAts as timestamptz[]),
                                    cast(:finishedAts as timestamptz[]), cast(:deployers as uuid[]),
                                    cast(:updatedAts as timestamptz[]), cast(:fingerprints as text[]))
                             as attempt (repository_id, external_id, environment_id, commit_sha, ref, status, started_at,
                                         finished_at, deployed_by_identity_id, updated_at, fingerprint)
                        on conflict (repository_id, external_id) do update
                        set environment_id = excluded.environment_id, commit_sha = excluded.commit_sha,
                            ref = excluded.ref, status = excluded.status, started_at = excluded.started_at,
                            finished_at = excluded.finished_at,
                            deployed_by_identity_id = excluded.deployed_by_identity_id,
                            updated_at = excluded.updated_at, fingerprint = excluded.fingerprint
                        """)
                .param("repositories", texts(overruled.keySet(), Key::repositoryId))
                .param("externalIds", texts(overruled.keySet(), Key::externalId))
                .param("environments", texts(attempts, Attempt::environmentId))
                .param("commits", texts(attempts, Attempt::commitSha))
                .param("refs", texts(attempts, Attempt::ref))
                .param("statuses", texts(attempts, attempt -> name(attempt.status())))
                .param("startedAts", texts(attempts, Attempt::startedAt))
                .param("finishedAts", texts(attempts, Attempt::finishedAt))
                .param("deployers", texts(attempts, Attempt::deployedById))
                .param(
                        "updatedAts",
                        texts(attempts, attempt -> attempt.precedence().updatedAt()))
                .param(
                        "fingerprints",
                        texts(
                                attempts,
                                attempt -> attempt.precedence().fingerprint().hex()))
                .update();
    }
}
