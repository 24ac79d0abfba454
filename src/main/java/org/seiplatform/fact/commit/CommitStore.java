package org.seiplatform.fact.commit;

import static org.seiplatform.platform.persistence.Columns.instant;
import static org.seiplatform.platform.persistence.Columns.nullableInstant;
import static org.seiplatform.platform.persistence.Columns.nullableInteger;
import static org.seiplatform.platform.persistence.Columns.nullableTextList;
import static org.seiplatform.platform.persistence.Columns.textList;
import static org.seiplatform.platform.persistence.Columns.texts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.KnownRepositories;
import org.seiplatform.fact.commit.CommitState.Branch;
import org.seiplatform.fact.commit.CommitState.Key;
import org.seiplatform.fact.commit.CommitState.Parents;
import org.seiplatform.fact.commit.CommitState.Sizes;
import org.seiplatform.fact.merge.Fingerprint;
import org.seiplatform.fact.merge.Merging.Change;
import org.seiplatform.fact.merge.Precedence;
import org.seiplatform.fact.merge.TimestampedField;
import org.seiplatform.platform.persistence.Upsert;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the table {@code commits}. */
@Repository
class CommitStore {

    private static final Upsert<CommitState> UPSERT = Upsert.<CommitState>into("commits")
            .key("sha", "repository_id")
            .uuid("repository_id", state -> state.key().repositoryId())
            .text("sha", state -> state.key().sha())
            .texts("parents", CommitStore::parents)
            .instant("committed_at", CommitState::committedAt)
            .instant("authored_at", CommitState::authoredAt)
            .bool("authored_at_assumed", CommitState::authoredAtAssumed)
            .uuid("author_identity_id", CommitState::authorId)
            .uuid("committer_identity_id", CommitState::committerId)
            .text("subject", CommitState::subject)
            .texts("reverts", CommitState::reverts)
            .bool("merge", CommitState::isMerge)
            .text("branch", CommitStore::branch)
            .integer("lines_added", state -> size(state, Sizes::linesAdded))
            .integer("lines_deleted", state -> size(state, Sizes::linesDeleted))
            .integer("files_changed", state -> size(state, Sizes::filesChanged))
            .instant("updated_at", state -> state.precedence().updatedAt())
            .instant("parents_as_of", state -> TimestampedField.asOf(state.parents()))
            .instant("sizes_as_of", state -> TimestampedField.asOf(state.sizes()))
            .instant("branch_as_of", state -> TimestampedField.asOf(state.branch()))
            .bytes("fingerprint", state -> state.precedence().fingerprint().hex())
            .build();

    private final JdbcClient jdbc;

    CommitStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The stored states of these commits; those never received are missing. */
    List<CommitState> find(Collection<Key> keys, KnownRepositories repositories) {
        return jdbc.sql("""
                        select c.repository_id, c.sha, c.parents, c.committed_at, c.authored_at, c.authored_at_assumed, c.author_identity_id,
                               c.committer_identity_id, c.subject, c.reverts, c.branch, c.lines_added, c.lines_deleted,
                               c.files_changed, c.updated_at, c.parents_as_of, c.sizes_as_of, c.branch_as_of,
                               c.fingerprint
                        from unnest(cast(:repositories as uuid[]), cast(:shas as text[])) as key (repository_id, sha)
                        join commits c on c.repository_id = key.repository_id and c.sha = key.sha
                        """)
                .param("repositories", texts(keys, Key::repositoryId))
                .param("shas", texts(keys, Key::sha))
                .query((row, number) -> state(row, repositories))
                .list();
    }

    private static CommitState state(ResultSet row, KnownRepositories repositories) throws SQLException {
        Key key = new Key(row.getObject("repository_id", UUID.class), row.getString("sha"));
        List<String> parents = nullableTextList(row, "parents");
        Sizes sizes = Sizes.of(
                nullableInteger(row, "lines_added"),
                nullableInteger(row, "lines_deleted"),
                nullableInteger(row, "files_changed"));
        return new CommitState(
                key,
                instant(row, "authored_at"),
                row.getBoolean("authored_at_assumed"),
                instant(row, "committed_at"),
                row.getObject("author_identity_id", UUID.class),
                row.getObject("committer_identity_id", UUID.class),
                row.getString("subject"),
                textList(row, "reverts"),
                new Precedence(instant(row, "updated_at"), 0, Fingerprint.ofBytes(row.getBytes("fingerprint"))),
                TimestampedField.of(
                        parents == null ? null : new Parents(parents), nullableInstant(row, "parents_as_of")),
                TimestampedField.of(sizes, nullableInstant(row, "sizes_as_of")),
                CommitState.branch(
                        key.repositoryId(),
                        row.getString("branch"),
                        nullableInstant(row, "branch_as_of"),
                        repositories));
    }

    /** Writes what has changed. */
    void write(List<Change<CommitState>> changes) {
        jdbc.sql(UPSERT.sql())
                .params(UPSERT.parameters(changes.stream().map(Change::after).toList()))
                .update();
    }

    private static @Nullable String branch(CommitState state) {
        Branch branch = TimestampedField.content(state.branch());
        return branch == null ? null : branch.name();
    }

    private static @Nullable Integer size(CommitState state, Function<Sizes, @Nullable Integer> size) {
        Sizes sizes = TimestampedField.content(state.sizes());
        return sizes == null ? null : size.apply(sizes);
    }

    private static @Nullable List<String> parents(CommitState state) {
        Parents parents = TimestampedField.content(state.parents());
        return parents == null ? null : parents.shas();
    }
}
