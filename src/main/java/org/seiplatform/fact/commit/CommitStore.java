package org.seiplatform.fact.commit;

import static org.seiplatform.platform.persistence.Columns.arrays;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the table {@code commits}. */
@Repository
class CommitStore {

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
        List<CommitState> states = changes.stream().map(Change::after).toList();
        jdbc.sql("""
                        insert into commits (repository_id, sha, parents, committed_at, authored_at, authored_at_assumed, author_identity_id,
                               committer_identity_id, subject, reverts, merge, branch, lines_added, lines_deleted,
                               files_changed, updated_at, parents_as_of, sizes_as_of, branch_as_of, fingerprint)
                        select repository_id, sha, cast(parents as text[]), committed_at, authored_at, authored_at_assumed, author_identity_id,
                               committer_identity_id, subject, cast(reverts as text[]), merge, branch, lines_added, lines_deleted,
                               files_changed, updated_at, parents_as_of, sizes_as_of, branch_as_of,
                               decode(fingerprint, 'hex')
                        from unnest(cast(:repositories as uuid[]), cast(:shas as text[]), cast(:parents as text[]),
                                    cast(:committedAts as timestamptz[]), cast(:authoredAts as timestamptz[]),
                                    cast(:authoredAtsAssumed as boolean[]),
                                    cast(:authors as uuid[]), cast(:committers as uuid[]), cast(:subjects as text[]),
                                    cast(:reverts as text[]), cast(:merges as boolean[]), cast(:branches as text[]),
                                    cast(:added as integer[]), cast(:deleted as integer[]), cast(:files as integer[]),
                                    cast(:updatedAts as timestamptz[]), cast(:parentsAsOf as timestamptz[]),
                                    cast(:sizesAsOf as timestamptz[]), cast(:branchAsOf as timestamptz[]),
                                    cast(:fingerprints as text[]))
                             as state (repository_id, sha, parents, committed_at, authored_at, authored_at_assumed, author_identity_id,
                                       committer_identity_id, subject, reverts, merge, branch, lines_added,
                                       lines_deleted, files_changed, updated_at, parents_as_of, sizes_as_of,
                                       branch_as_of, fingerprint)
                        on conflict (sha, repository_id) do update
                        set parents = excluded.parents, committed_at = excluded.committed_at,
                            authored_at = excluded.authored_at, authored_at_assumed = excluded.authored_at_assumed,
                            author_identity_id = excluded.author_identity_id,
                            committer_identity_id = excluded.committer_identity_id, subject = excluded.subject,
                            reverts = excluded.reverts, merge = excluded.merge, branch = excluded.branch,
                            lines_added = excluded.lines_added, lines_deleted = excluded.lines_deleted,
                            files_changed = excluded.files_changed, updated_at = excluded.updated_at,
                            parents_as_of = excluded.parents_as_of, sizes_as_of = excluded.sizes_as_of,
                            branch_as_of = excluded.branch_as_of, fingerprint = excluded.fingerprint
                        """)
                .param("repositories", texts(states, state -> state.key().repositoryId()))
                .param("shas", texts(states, state -> state.key().sha()))
                .param("parents", arrays(states, CommitStore::parents))
                .param("committedAts", texts(states, CommitState::committedAt))
                .param("authoredAts", texts(states, CommitState::authoredAt))
                .param("authoredAtsAssumed", texts(states, CommitState::authoredAtAssumed))
                .param("authors", texts(states, CommitState::authorId))
                .param("committers", texts(states, CommitState::committerId))
                .param("subjects", texts(states, CommitState::subject))
                .param("reverts", arrays(states, CommitState::reverts))
                .param("merges", texts(states, CommitState::isMerge))
                .param("branches", texts(states, state -> state.branch() == null ? null : branch(state)))
                .param("added", texts(states, state -> size(state, Sizes::linesAdded)))
                .param("deleted", texts(states, state -> size(state, Sizes::linesDeleted)))
                .param("files", texts(states, state -> size(state, Sizes::filesChanged)))
                .param("updatedAts", texts(states, state -> state.precedence().updatedAt()))
                .param("parentsAsOf", texts(states, state -> TimestampedField.asOf(state.parents())))
                .param("sizesAsOf", texts(states, state -> TimestampedField.asOf(state.sizes())))
                .param("branchAsOf", texts(states, state -> TimestampedField.asOf(state.branch())))
                .param(
                        "fingerprints",
                        texts(states, state -> state.precedence().fingerprint().hex()))
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
