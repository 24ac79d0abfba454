package org.seiplatform.fact.pullrequest;

import static org.seiplatform.platform.persistence.Columns.instant;
import static org.seiplatform.platform.persistence.Columns.texts;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.seiplatform.fact.merge.Fingerprint;
import org.seiplatform.fact.merge.Precedence;
import org.seiplatform.fact.pullrequest.ReviewCommentState.Key;
import org.seiplatform.platform.persistence.Upsert;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the table {@code review_comments}. */
@Repository
class ReviewCommentStore {

    private static final Upsert<ReviewCommentState> UPSERT = Upsert.<ReviewCommentState>into("review_comments")
            .key("repository_id", "number", "external_id")
            .uuid("repository_id", state -> state.key().repositoryId())
            .bigint("number", state -> state.key().number())
            .text("external_id", state -> state.key().externalId())
            .uuid("author_identity_id", ReviewCommentState::authorId)
            .instant("commented_at", ReviewCommentState::commentedAt)
            .instant("updated_at", state -> state.precedence().updatedAt())
            .bytes("fingerprint", state -> state.precedence().fingerprint().hex())
            .build();

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
        jdbc.sql(UPSERT.sql()).params(UPSERT.parameters(states)).update();
    }
}
