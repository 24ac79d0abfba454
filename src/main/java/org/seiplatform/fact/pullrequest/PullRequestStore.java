package org.seiplatform.fact.pullrequest;

import static org.seiplatform.platform.persistence.Columns.arrays;
import static org.seiplatform.platform.persistence.Columns.constant;
import static org.seiplatform.platform.persistence.Columns.instant;
import static org.seiplatform.platform.persistence.Columns.name;
import static org.seiplatform.platform.persistence.Columns.nullableInstant;
import static org.seiplatform.platform.persistence.Columns.nullableInteger;
import static org.seiplatform.platform.persistence.Columns.textList;
import static org.seiplatform.platform.persistence.Columns.texts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.merge.Fingerprint;
import org.seiplatform.fact.merge.Precedence;
import org.seiplatform.fact.merge.TimestampedField;
import org.seiplatform.fact.pullrequest.PullRequestState.Author;
import org.seiplatform.fact.pullrequest.PullRequestState.Commits;
import org.seiplatform.fact.pullrequest.PullRequestState.Key;
import org.seiplatform.fact.pullrequest.PullRequestState.Labels;
import org.seiplatform.fact.pullrequest.PullRequestState.Sizes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the table {@code pull_requests}. */
@Repository
class PullRequestStore {

    private final JdbcClient jdbc;

    PullRequestStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The stored states of these pull requests; those never received are missing. */
    List<PullRequestState> find(Collection<Key> keys) {
        return jdbc.sql("""
                        select p.repository_id, p.number, p.title, p.author_identity_id, p.state, p.opened_at,
                               p.ready_for_review_at, p.merged_at, p.closed_at, p.merge_commit_sha, p.head_ref,
                               p.base_ref, p.labels, p.first_commit_authored_at, p.commit_count, p.lines_added,
                               p.lines_deleted, p.updated_at, p.author_as_of, p.ready_as_of, p.commits_as_of,
                               p.sizes_as_of, p.fingerprint, p.added_labels,
                               a.kind || ':' || a.host || ':' || a.value as author_key
                        from unnest(cast(:repositories as uuid[]), cast(:numbers as bigint[]))
                             as key (repository_id, number)
                        join pull_requests p on p.repository_id = key.repository_id and p.number = key.number
                        left join identities a on a.id = p.author_identity_id
                        """)
                .param("repositories", texts(keys, Key::repositoryId))
                .param("numbers", texts(keys, Key::number))
                .query((row, number) -> state(row))
                .list();
    }

    private static PullRequestState state(ResultSet row) throws SQLException {
        PullRequestEvent.State state = constant(PullRequestEvent.State.class, row.getString("state"));
        Integer count = nullableInteger(row, "commit_count");
        Sizes sizes = Sizes.of(nullableInteger(row, "lines_added"), nullableInteger(row, "lines_deleted"));
        return new PullRequestState(
                new Key(row.getObject("repository_id", UUID.class), row.getLong("number")),
                row.getString("title"),
                state,
                instant(row, "opened_at"),
                nullableInstant(row, "merged_at"),
                nullableInstant(row, "closed_at"),
                row.getString("merge_commit_sha"),
                row.getString("head_ref"),
                row.getString("base_ref"),
                new Labels(textList(row, "labels"), textList(row, "added_labels")),
                new Precedence(
                        instant(row, "updated_at"),
                        PullRequestState.progress(state),
                        Fingerprint.ofBytes(row.getBytes("fingerprint"))),
                TimestampedField.of(
                        Author.of(row.getObject("author_identity_id", UUID.class), row.getString("author_key")),
                        nullableInstant(row, "author_as_of")),
                TimestampedField.of(nullableInstant(row, "ready_for_review_at"), nullableInstant(row, "ready_as_of")),
                TimestampedField.of(
                        count == null ? null : new Commits(count, nullableInstant(row, "first_commit_authored_at")),
                        nullableInstant(row, "commits_as_of")),
                TimestampedField.of(sizes, nullableInstant(row, "sizes_as_of")));
    }

    void write(List<PullRequestState> states) {
        jdbc.sql("""
                        insert into pull_requests (repository_id, number, title, author_identity_id, state, opened_at,
                               ready_for_review_at, merged_at, closed_at, merge_commit_sha, head_ref, base_ref, labels,
                               first_commit_authored_at, commit_count, lines_added, lines_deleted, updated_at,
                               author_as_of, ready_as_of, commits_as_of, sizes_as_of, fingerprint, added_labels)
                        select repository_id, number, title, author_identity_id, state, opened_at, ready_for_review_at,
                               merged_at, closed_at, merge_commit_sha, head_ref, base_ref, cast(labels as text[]),
                               first_commit_authored_at, commit_count, lines_added, lines_deleted, updated_at,
                               author_as_of, ready_as_of, commits_as_of, sizes_as_of, decode(fingerprint, 'hex'),
                               cast(added_labels as text[])
                        from unnest(cast(:repositories as uuid[]), cast(:numbers as bigint[]),
                                    cast(:titles as text[]), cast(:authors as uuid[]), cast(:states as text[]),
                                    cast(:openedAts as timestamptz[]), cast(:readyAts as timestamptz[]),
                                    cast(:mergedAts as timestamptz[]), cast(:closedAts as timestamptz[]),
                                    cast(:mergeCommits as text[]), cast(:headRefs as text[]),
                                    cast(:baseRefs as text[]), cast(:labels as text[]),
                                    cast(:firstCommits as timestamptz[]), cast(:counts as integer[]),
                                    cast(:added as integer[]), cast(:deleted as integer[]),
                                    cast(:updatedAts as timestamptz[]), cast(:authorAsOf as timestamptz[]),
                                    cast(:readyAsOf as timestamptz[]), cast(:commitsAsOf as timestamptz[]),
                                    cast(:sizesAsOf as timestamptz[]), cast(:fingerprints as text[]),
                                    cast(:addedLabels as text[]))
                             as state (repository_id, number, title, author_identity_id, state, opened_at,
                                       ready_for_review_at, merged_at, closed_at, merge_commit_sha, head_ref, base_ref,
                                       labels, first_commit_authored_at, commit_count, lines_added, lines_deleted,
                                       updated_at, author_as_of, ready_as_of, commits_as_of, sizes_as_of, fingerprint,
                                       added_labels)
                        on conflict (repository_id, number) do update
                        set title = excluded.title, author_identity_id = excluded.author_identity_id,
                            state = excluded.state, opened_at = excluded.opened_at,
                            ready_for_review_at = excluded.ready_for_review_at, merged_at = excluded.merged_at,
                            closed_at = excluded.closed_at, merge_commit_sha = excluded.merge_commit_sha,
                            head_ref = excluded.head_ref, base_ref = excluded.base_ref, labels = excluded.labels,
                            first_commit_authored_at = excluded.first_commit_authored_at,
                            commit_count = excluded.commit_count, lines_added = excluded.lines_added,
                            lines_deleted = excluded.lines_deleted, updated_at = excluded.updated_at,
                            author_as_of = excluded.author_as_of, ready_as_of = excluded.ready_as_of,
                            commits_as_of = excluded.commits_as_of, sizes_as_of = excluded.sizes_as_of,
                            fingerprint = excluded.fingerprint, added_labels = excluded.added_labels
                        """)
                .param("repositories", texts(states, state -> state.key().repositoryId()))
                .param("numbers", texts(states, state -> state.key().number()))
                .param("titles", texts(states, PullRequestState::title))
                .param("authors", texts(states, PullRequestStore::authorId))
                .param("states", texts(states, state -> name(state.state())))
                .param("openedAts", texts(states, PullRequestState::openedAt))
                .param("readyAts", texts(states, state -> TimestampedField.content(state.readyForReviewAt())))
                .param("mergedAts", texts(states, PullRequestState::mergedAt))
                .param("closedAts", texts(states, PullRequestState::closedAt))
                .param("mergeCommits", texts(states, PullRequestState::mergeCommitSha))
                .param("headRefs", texts(states, PullRequestState::headRef))
                .param("baseRefs", texts(states, PullRequestState::baseRef))
                .param("labels", arrays(states, state -> state.labels().all()))
                .param("addedLabels", arrays(states, state -> state.labels().added()))
                .param("firstCommits", texts(states, PullRequestStore::firstCommit))
                .param("counts", texts(states, PullRequestStore::count))
                .param("added", texts(states, PullRequestStore::linesAdded))
                .param("deleted", texts(states, PullRequestStore::linesDeleted))
                .param("updatedAts", texts(states, state -> state.precedence().updatedAt()))
                .param("authorAsOf", texts(states, state -> TimestampedField.asOf(state.author())))
                .param("readyAsOf", texts(states, state -> TimestampedField.asOf(state.readyForReviewAt())))
                .param("commitsAsOf", texts(states, state -> TimestampedField.asOf(state.commits())))
                .param("sizesAsOf", texts(states, state -> TimestampedField.asOf(state.sizes())))
                .param(
                        "fingerprints",
                        texts(states, state -> state.precedence().fingerprint().hex()))
                .update();
    }

    private static @Nullable UUID authorId(PullRequestState state) {
        Author author = TimestampedField.content(state.author());
        return author == null ? null : author.identityId();
    }

    private static @Nullable Instant firstCommit(PullRequestState state) {
        Commits commits = TimestampedField.content(state.commits());
        return commits == null ? null : commits.firstAuthoredAt();
    }

    private static @Nullable Integer count(PullRequestState state) {
        Commits commits = TimestampedField.content(state.commits());
        return commits == null ? null : commits.count();
    }

    private static @Nullable Integer linesAdded(PullRequestState state) {
        Sizes sizes = TimestampedField.content(state.sizes());
        return sizes == null ? null : sizes.linesAdded();
    }

    private static @Nullable Integer linesDeleted(PullRequestState state) {
        Sizes sizes = TimestampedField.content(state.sizes());
        return sizes == null ? null : sizes.linesDeleted();
    }
}
