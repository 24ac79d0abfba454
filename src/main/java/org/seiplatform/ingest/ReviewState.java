package org.seiplatform.ingest;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.persistence.Columns;

/** What is known of a review; the latest statement wins whole. */
record ReviewState(
        Key key, @Nullable UUID reviewerId, PullRequestEvent.ReviewState state, Instant submittedAt, Standing standing)
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
                new Standing(
                        Columns.stored(review.updatedAt()),
                        0,
                        Fingerprint.of(people.key(repositoryId, review.reviewer()), review.state(), submittedAt)));
    }

    @Override
    public ReviewState merge(ReviewState other) {
        return standing.yieldsTo(other.standing) ? other : this;
    }

    @Override
    public boolean saysTheSameAs(ReviewState other) {
        return standing.fingerprint().equals(other.standing.fingerprint())
                && Objects.equals(reviewerId, other.reviewerId);
    }
}
