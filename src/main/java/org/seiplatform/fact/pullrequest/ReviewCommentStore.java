package org.seiplatform.fact.pullrequest;

import static org.seiplatform.platform.persistence.Columns.instant;
import static org.seiplatform.platform.persistence.Columns.texts;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.seiplatform.fact.merge.Fingerprint;
import org.seiplatform.fact.merge.Precedence;
import org.seiplatform.fact.pullrequest.ReviewCommentState.Key;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the table {@code review_comments}. */
@Repository
class ReviewCommentStore {

    private final JdbcClient jdbc;

    ReviewCommentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The stored states of these comments; those never received are missing. */
    List<ReviewCommentState> find(Collection<Key> keys) {
        return jdbc.sql("""
                        select c.repository_id, c.number, c.external_id, c.author_identity_id, c.commented_at,
                               c.updated_at, c.fingerprint
                        from unnest(cast(:repositories as uuid[]), cast(:numbers as bigint[]),
                                    cast(:externalIds as text[])) as key (repository_id, number, external_id)
                        join review_comments c on c.repository_id = key.repository_id and c.number = key.number
                                              and c.external_id = key.external_id
                        """)
                .param("repositories", texts(keys, Key::repositoryId))
                .param("numbers", texts(keys, Key::number))
                .param("externalIds", texts(keys, Key::externalId))
                .query((row, number) -> new ReviewCommentState(
                        new Key(
                                row.getObject("repository_id", UUID.class),
                                row.getLong("number"),
                                row.getString("external_id")),
                        row.getObject("author_identity_id", UUID.class),
                        instant(row, "commented_at"),
                        new Precedence(
                                instant(row, "updated_at"), 0, Fingerprint.ofBytes(row.getBytes("fingerprint")))))
                .list();
    }

    void write(List<ReviewCommentState> states) {
        jdbc.sql("""
                        insert into review_comments (repository_id, number, external_id, author_identity_id, commented_at,
                                                     updated_at, fingerprint)
                        select repository_id, number, external_id, author_identity_id, commented_at, updated_at,
                               decode(fingerprint, 'hex')
                        from unnest(cast(:repositories as uuid[]), cast(:numbers as bigint[]),
                                    cast(:externalIds as text[]), cast(:authors as uuid[]),
                                    cast(:commentedAts as timestamptz[]), cast(:updatedAts as timestamptz[]),
                                    cast(:fingerprints as text[]))
                             as state (repository_id, number, external_id, author_identity_id, commented_at, updated_at,
                                       fingerprint)
                        on conflict (repository_id, number, external_id) do update
                        set author_identity_id = excluded.author_identity_id, commented_at = excluded.commented_at,
                            updated_at = excluded.updated_at, fingerprint = excluded.fingerprint
                        """)
                .param("repositories", texts(states, state -> state.key().repositoryId()))
                .param("numbers", texts(states, state -> state.key().number()))
                .param("externalIds", texts(states, state -> state.key().externalId()))
                .param("authors", texts(states, ReviewCommentState::authorId))
                .param("commentedAts", texts(states, ReviewCommentState::commentedAt))
                .param("updatedAts", texts(states, state -> state.precedence().updatedAt()))
                .param(
                        "fingerprints",
                        texts(states, state -> state.precedence().fingerprint().hex()))
                .update();
    }
}
