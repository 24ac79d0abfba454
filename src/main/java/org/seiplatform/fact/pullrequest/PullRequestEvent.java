package org.seiplatform.fact.pullrequest;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.seiplatform.developer.privacy.ErasedWords;
import org.seiplatform.fact.Event;
import org.seiplatform.fact.EventTimes;
import org.seiplatform.fact.FactKind;
import org.seiplatform.fact.Texts;
import org.seiplatform.fact.merge.State;

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

    @Override
    public FactKind factKind() {
        return FactKind.PULL_REQUEST;
    }

    @Override
    public Instant happenedAt() {
        return EventTimes.first(mergedAt, closedAt, openedAt);
    }

    @Override
    public @Nullable UUID changedRepository() {
        return repositoryId;
    }

    @Override
    public Set<UUID> namedRepositories() {
        return Set.of(repositoryId);
    }

    @Override
    public List<Participant> participants() {
        return Stream.of(
                        Stream.of(new Participant(author, openedAt)),
                        reviews.stream().map(review -> new Participant(review.reviewer(), review.submittedAt())),
                        comments.stream().map(comment -> new Participant(comment.author(), comment.commentedAt())))
                .flatMap(participants -> participants)
                .toList();
    }

    @Override
    public PullRequestEvent without(ErasedWords erased) {
        return new PullRequestEvent(
                repositoryId,
                number,
                Texts.without(erased, title),
                author,
                state,
                openedAt,
                readyForReviewAt,
                mergedAt,
                closedAt,
                mergeCommitSha,
                Texts.labelWithout(erased, headRef),
                Texts.labelWithout(erased, baseRef),
                labels.stream().map(erased::removedFromLabel).toList(),
                commits,
                linesAdded,
                linesDeleted,
                reviews.stream()
                        .map(review -> new Review(
                                erased.key(review.externalId()),
                                review.reviewer(),
                                review.state(),
                                review.submittedAt(),
                                review.updatedAt(),
                                review.recurring()))
                        .toList(),
                comments.stream()
                        .map(comment -> new ReviewComment(
                                erased.key(comment.externalId()),
                                comment.author(),
                                comment.commentedAt(),
                                comment.updatedAt()))
                        .toList(),
                updatedAt,
                addedLabels.stream().map(erased::removedFromLabel).toList());
    }

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
