package org.seiplatform.fact.pullrequest;

import static org.seiplatform.platform.persistence.Columns.constant;
import static org.seiplatform.platform.persistence.Columns.instant;
import static org.seiplatform.platform.persistence.Columns.name;
import static org.seiplatform.platform.persistence.Columns.texts;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.seiplatform.fact.merge.Fingerprint;
import org.seiplatform.fact.merge.Precedence;
import org.seiplatform.fact.pullrequest.ReviewState.Key;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the table {@code reviews}. */
@Repository
class ReviewStore {

    private final JdbcClient jdbc;

    ReviewStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The stored states of these reviews; those never received are missing. */
    List<ReviewState> find(Collection<Key> keys) {
        return jdbc.sql("""
                        select r.repository_id, r.number, r.external_id, r.reviewer_identity_id, r.state, r.submitted_at,
                               r.updated_at, r.fingerprint
                        from unnest(cast(:repositories as uuid[]), cast(:numbers as bigint[]),
                                    cast(:externalIds as text[])) as key (repository_id, number, external_id)
                        join reviews r on r.repository_id = key.repository_id and r.number = key.number
                                      and r.external_id = key.external_id
                        """)
                .param("repositories", texts(keys, Key::repositoryId))
                .param("numbers", texts(keys, Key::number))
                .param("externalIds", texts(keys, Key::externalId))
                .query((row, number) -> new ReviewState(
                        new Key(
                                row.getObject("repository_id", UUID.class),
                                row.getLong("number"),
                                row.getString("external_id")),
                        row.getObject("reviewer_identity_id", UUID.class),
                        constant(PullRequestEvent.ReviewState.class, row.getString("state")),
                        instant(row, "submitted_at"),
                        new Precedence(instant(row, "updated_at"), 0, Fingerprint.ofBytes(row.getBytes("fingerprint"))),
                        false))
                .list();
    }

    void write(List<ReviewState> states) {
        jdbc.sql("""
                        insert into reviews (repository_id, number, external_id, reviewer_identity_id, state,
                                             submitted_at, updated_at, fingerprint)
                        select repository_id, number, external_id, reviewer_identity_id, state, submitted_at, updated_at,
                               decode(fingerprint, 'hex')
                        from unnest(cast(:repositories as uuid[]), cast(:numbers as bigint[]),
                                    cast(:externalIds as text[]), cast(:reviewers as uuid[]), cast(:states as text[]),
                                    cast(:submittedAts as timestamptz[]), cast(:updatedAts as timestamptz[]),
                                    cast(:fingerprints as text[]))
                             as state (repository_id, number, external_id, reviewer_identity_id, state, submitted_at,
                                       updated_at, fingerprint)
                        on conflict (repository_id, number, external_id) do update
                        set reviewer_identity_id = excluded.reviewer_identity_id, state = excluded.state,
                            submitted_at = excluded.submitted_at, updated_at = excluded.updated_at,
                            fingerprint = excluded.fingerprint
                        """)
                .param("repositories", texts(states, state -> state.key().repositoryId()))
                .param("numbers", texts(states, state -> state.key().number()))
                .param("externalIds", texts(states, state -> state.key().externalId()))
                .param("reviewers", texts(states, ReviewState::reviewerId))
                .param("states", texts(states, state -> name(state.state())))
                .param("submittedAts", texts(states, ReviewState::submittedAt))
                .param("updatedAts", texts(states, state -> state.precedence().updatedAt()))
                .param(
                        "fingerprints",
                        texts(states, state -> state.precedence().fingerprint().hex()))
                .update();
    }
}
