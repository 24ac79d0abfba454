package org.seiplatform.reference;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A pull request as stated at {@code updatedAt}; natural key: repository and number.
 *
 * @param state {@code open}, {@code merged} or {@code closed}
 * @param commits null where the statement does not list them
 */
record PullRequestFact(
        UUID repositoryId,
        long number,
        @Nullable String title,
        @Nullable PersonFact author,
        String state,
        Instant openedAt,
        @Nullable Instant readyForReviewAt,
        @Nullable Instant mergedAt,
        @Nullable Instant closedAt,
        @Nullable String mergeCommitSha,
        @Nullable String headRef,
        @Nullable String baseRef,
        List<String> labels,
        @Nullable List<IncludedCommit> commits,
        @Nullable Integer linesAdded,
        @Nullable Integer linesDeleted,
        List<Review> reviews,
        List<Comment> comments,
        Instant updatedAt)
        implements Fact {

    boolean merged() {
        return state.equals("merged");
    }

    /** When the first of its commits was authored; empty if none is known. */
    Optional<Instant> firstCommitAuthoredAt() {
        return commits == null
                ? Optional.empty()
                : commits.stream().map(IncludedCommit::authoredAt).min(Instant::compareTo);
    }

    @Override
    public PullRequestFact renamed(UnaryOperator<UUID> ids) {
        return new PullRequestFact(
                ids.apply(repositoryId),
                number,
                title,
                author,
                state,
                openedAt,
                readyForReviewAt,
                mergedAt,
                closedAt,
                mergeCommitSha,
                headRef,
                baseRef,
                labels,
                commits,
                linesAdded,
                linesDeleted,
                reviews,
                comments,
                updatedAt);
    }

    Key key() {
        return new Key(repositoryId, number);
    }

    /** What identifies a pull request. */
    record Key(UUID repositoryId, long number) {}

    /** A commit of the pull request's branch. */
    record IncludedCommit(String sha, Instant authoredAt) {}

    /**
     * A review as of its pull request's {@code updatedAt}; natural key: pull request and external id.
     *
     * @param state {@code approved}, {@code changes_requested}, {@code commented} or {@code dismissed}
     */
    record Review(String externalId, @Nullable PersonFact reviewer, String state, Instant submittedAt) {}

    /** A review comment as of its pull request's {@code updatedAt}; natural key: pull request and external id. */
    record Comment(String externalId, @Nullable PersonFact author, Instant submittedAt) {}
}
