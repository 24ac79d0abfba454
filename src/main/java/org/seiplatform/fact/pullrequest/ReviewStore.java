package org.seiplatform.fact.pullrequest;

import static org.seiplatform.platform.persistence.Columns.constant;
import static org.seiplatform.platform.persistence.Columns.instant;
import static org.seiplatform.platform.persistence.Columns.texts;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.seiplatform.fact.merge.Fingerprint;
import org.seiplatform.fact.merge.Precedence;
import org.seiplatform.fact.pullrequest.ReviewState.Key;
import org.seiplatform.platform.persistence.Upsert;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the table {@code reviews}. */
@Repository
class ReviewStore {

    private static final Upsert<ReviewState> UPSERT = Upsert.<ReviewState>into("reviews")
            .key("repository_id", "number", "external_id")
            .uuid("repository_id", state -> state.key().repositoryId())
            .bigint("number", state -> state.key().number())
            .text("external_id", state -> state.key().externalId())
            .uuid("reviewer_identity_id", ReviewState::reviewerId)
            .constantName("state", ReviewState::state)
            .instant("submitted_at", ReviewState::submittedAt)
            .instant("updated_at", state -> state.precedence().updatedAt())
            .bytes("fingerprint", state -> state.precedence().fingerprint().hex())
            .build();

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
        jdbc.sql(UPSERT.sql()).params(UPSERT.parameters(states)).update();
    }
}
