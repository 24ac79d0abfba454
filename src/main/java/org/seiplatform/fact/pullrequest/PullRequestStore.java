package org.seiplatform.fact.pullrequest;

import static org.seiplatform.platform.persistence.Columns.constant;
import static org.seiplatform.platform.persistence.Columns.instant;
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
import org.seiplatform.platform.persistence.Upsert;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the table {@code pull_requests}. */
@Repository
class PullRequestStore {

    private static final Upsert<PullRequestState> UPSERT = Upsert.<PullRequestState>into("pull_requests")
            .key("repository_id", "number")
            .uuid("repository_id", state -> state.key().repositoryId())
            .bigint("number", state -> state.key().number())
            .text("title", PullRequestState::title)
            .uuid("author_identity_id", PullRequestStore::authorId)
            .constantName("state", PullRequestState::state)
            .instant("opened_at", PullRequestState::openedAt)
            .instant("ready_for_review_at", state -> TimestampedField.content(state.readyForReviewAt()))
            .instant("merged_at", PullRequestState::mergedAt)
            .instant("closed_at", PullRequestState::closedAt)
            .text("merge_commit_sha", PullRequestState::mergeCommitSha)
            .text("head_ref", PullRequestState::headRef)
            .text("base_ref", PullRequestState::baseRef)
            .texts("labels", state -> state.labels().all())
            .texts("added_labels", state -> state.labels().added())
            .instant("first_commit_authored_at", PullRequestStore::firstCommit)
            .integer("commit_count", PullRequestStore::count)
            .integer("lines_added", PullRequestStore::linesAdded)
            .integer("lines_deleted", PullRequestStore::linesDeleted)
            .instant("updated_at", state -> state.precedence().updatedAt())
            .instant("author_as_of", state -> TimestampedField.asOf(state.author()))
            .instant("ready_as_of", state -> TimestampedField.asOf(state.readyForReviewAt()))
            .instant("commits_as_of", state -> TimestampedField.asOf(state.commits()))
            .instant("sizes_as_of", state -> TimestampedField.asOf(state.sizes()))
            .bytes("fingerprint", state -> state.precedence().fingerprint().hex())
            .build();

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
        jdbc.sql(UPSERT.sql()).params(UPSERT.parameters(states)).update();
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
