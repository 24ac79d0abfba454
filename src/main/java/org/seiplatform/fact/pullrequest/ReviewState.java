package org.seiplatform.fact.pullrequest;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.People;
import org.seiplatform.fact.merge.Fingerprint;
import org.seiplatform.fact.merge.Precedence;
import org.seiplatform.fact.merge.State;
import org.seiplatform.platform.persistence.Columns;

/**
 * What is known of a review; the latest statement wins whole.
 *
 * @param recurring whether the reviewer gives it again and again: then it was submitted the first time
 */
record ReviewState(
        Key key,
        @Nullable UUID reviewerId,
        PullRequestEvent.ReviewState state,
        Instant submittedAt,
        Precedence precedence,
        boolean recurring)
        implements State<ReviewState.Key, ReviewState> {

    record Key(UUID repositoryId, long number, String externalId) {}

    static ReviewState of(PullRequestEvent pullRequest, PullRequestEvent.Review review, People people) {
        UUID repositoryId = pullRequest.repositoryId();
        Instant submittedAt = Columns.stored(review.submittedAt());
        return new ReviewState(
                new Key(repositoryId, pullRequest.number(), review.externalId()),
                people.identity(repositoryId, review.reviewer()),
                review.state(),
                submittedAt,
                new Precedence(
                        Columns.stored(review.updatedAt()),
                        0,
                        Fingerprint.of(people.key(repositoryId, review.reviewer()), review.state(), submittedAt)),
                review.recurring());
    }

    @Override
    public ReviewState merge(ReviewState other) {
        ReviewState base = precedence.yieldsTo(other.precedence) ? other : this;
        return recurring || other.recurring ? base.submittedFirst(submittedAt, other.submittedAt) : base;
    }

    private ReviewState submittedFirst(Instant one, Instant other) {
        return new ReviewState(key, reviewerId, state, one.isBefore(other) ? one : other, precedence, true);
    }

    @Override
    public boolean saysTheSameAs(ReviewState other) {
        return precedence.fingerprint().equals(other.precedence.fingerprint())
                && submittedAt.equals(other.submittedAt)
                && Objects.equals(reviewerId, other.reviewerId);
    }
}
