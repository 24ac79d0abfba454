package org.seiplatform.source.webhook.github;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.pullrequest.PullRequestEvent.Review;
import org.seiplatform.fact.pullrequest.PullRequestEvent.ReviewState;
import org.seiplatform.source.webhook.payload.EventAdapter;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.PullRequests;
import org.seiplatform.source.webhook.payload.Reading;
import org.seiplatform.source.webhook.payload.Repositories;
import org.seiplatform.source.webhook.payload.Rules;

/** A review submitted, edited or dismissed. */
class PullRequestReviewAdapter implements EventAdapter {

    @Override
    public Reading read(Payload payload, Rules rules) {
        Payload pullRequest = payload.requiredObject("/pull_request");
        Payload review = payload.requiredObject("/review");
        ReviewState state = state(review.requiredText("/state"));
        if (state == null) {
            return Reading.ignored("The review is not submitted yet.");
        }
        Instant submittedAt = review.requiredTime("/submitted_at");
        Review reported = new Review(
                Long.toString(review.requiredNumber("/id")),
                review.login("/user/login"),
                state,
                submittedAt,
                updatedAt(review, state, submittedAt, pullRequest.requiredTime("/updated_at")));
        return Reading.event(
                Repositories.of(payload),
                repositoryId ->
                        PullRequests.event(repositoryId, null, pullRequest, null, List.of(reported), List.of()));
    }

    /** A dismissal keeps the time of submission; its own time is that of the pull request it changes. */
    private static Instant updatedAt(
            Payload review, ReviewState state, Instant submittedAt, Instant pullRequestUpdatedAt) {
        Instant updatedAt = review.time("/updated_at");
        if (updatedAt != null) {
            return updatedAt;
        }
        return state == ReviewState.DISMISSED ? pullRequestUpdatedAt : submittedAt;
    }

    private static @Nullable ReviewState state(String state) {
        return switch (state.toLowerCase(Locale.ROOT)) {
            case "approved" -> ReviewState.APPROVED;
            case "changes_requested" -> ReviewState.CHANGES_REQUESTED;
            case "commented" -> ReviewState.COMMENTED;
            case "dismissed" -> ReviewState.DISMISSED;
            default -> null;
        };
    }
}
