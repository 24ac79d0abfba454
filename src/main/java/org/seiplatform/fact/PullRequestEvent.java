package org.seiplatform.fact;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pull request (GitLab: merge request); natural key: repository and number.
 *
 * @param author null where the sender does not say: the one known before stays
 * @param readyForReviewAt null where the sender does not say: the time known before stays
 * @param mergeCommitSha the commit on the base branch that the merge, squash or rebase made; null until merged
 * @param commits null where the sender does not list them: those known before stay
 * @param linesAdded null where the sender does not know the size; likewise {@code linesDeleted}
 * @param reviews reviews to add or correct; those not named stay
 * @param comments review comments to add or correct; those not named stay
 * @param addedLabels those of the labels that were put on at {@code updatedAt}, as far as the sender says so
 */
public record PullRequestEvent(
        UUID repositoryId,
        long number,
        @Nullable String title,
        @Nullable Person author,
        State state,
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
        List<ReviewComment> comments,
        Instant updatedAt,
        List<String> addedLabels)
        implements Event {

    /** Where a pull request stands. */
    public enum State {
        OPEN,
        MERGED,
        CLOSED
    }

    /** A commit of the pull request's branch. */
    public record IncludedCommit(String sha, Instant authoredAt) {}

    /**
     * A review; natural key: pull request and external id.
     *
     * @param recurring whether the reviewer gives it again and again under this id: the first time counts
     */
    public record Review(
            String externalId,
            @Nullable Person reviewer,
            ReviewState state,
            Instant submittedAt,
            Instant updatedAt,
            boolean recurring) {

        public Review(
                String externalId,
                @Nullable Person reviewer,
                ReviewState state,
                Instant submittedAt,
                Instant updatedAt) {
            this(externalId, reviewer, state, submittedAt, updatedAt, false);
        }
    }

    /** The verdict of a review. */
    public enum ReviewState {
        APPROVED,
        CHANGES_REQUESTED,
        COMMENTED,
        DISMISSED
    }

    /** A comment on the change under review; natural key: pull request and external id. */
    public record ReviewComment(String externalId, @Nullable Person author, Instant commentedAt, Instant updatedAt) {}
}
