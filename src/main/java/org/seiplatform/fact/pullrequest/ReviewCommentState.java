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

/** What is known of a comment on a change under review; the latest statement wins whole. */
record ReviewCommentState(Key key, @Nullable UUID authorId, Instant commentedAt, Precedence precedence)
        implements State<ReviewCommentState.Key, ReviewCommentState> {

    record Key(UUID repositoryId, long number, String externalId) {}

    static ReviewCommentState of(PullRequestEvent pullRequest, PullRequestEvent.ReviewComment comment, People people) {
        UUID repositoryId = pullRequest.repositoryId();
        Instant commentedAt = Columns.stored(comment.commentedAt());
        return new ReviewCommentState(
                new Key(repositoryId, pullRequest.number(), comment.externalId()),
                people.identity(repositoryId, comment.author()),
                commentedAt,
                new Precedence(
                        Columns.stored(comment.updatedAt()),
                        0,
                        Fingerprint.of(people.key(repositoryId, comment.author()), commentedAt)));
    }

    @Override
    public ReviewCommentState merge(ReviewCommentState other) {
        return precedence.yieldsTo(other.precedence) ? other : this;
    }

    @Override
    public boolean saysTheSameAs(ReviewCommentState other) {
        return precedence.fingerprint().equals(other.precedence.fingerprint())
                && Objects.equals(authorId, other.authorId);
    }
}
