package org.seiplatform.source.webhook.payload;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.pullrequest.PullRequestEvent;
import org.seiplatform.fact.pullrequest.PullRequestEvent.Review;
import org.seiplatform.fact.pullrequest.PullRequestEvent.ReviewComment;
import org.seiplatform.fact.pullrequest.PullRequestEvent.State;

/**
 * Reads a {@code pull_request} object, which every event about a pull request carries whole but for its sizes: those are in the
 * event {@code pull_request} only.
 */
public final class PullRequests {

    private PullRequests() {}

    /**
     * The state of the pull request as of its {@code updated_at}.
     *
     * @param payload that of the event {@code pull_request}, else null: what happens to a review does not happen to it
     * @param readyForReviewAt null where the event does not tell
     */
    public static PullRequestEvent event(
            UUID repositoryId,
            @Nullable Payload payload,
            Payload pullRequest,
            @Nullable Instant readyForReviewAt,
            List<Review> reviews,
            List<ReviewComment> comments) {
        State state = state(pullRequest);
        String action = payload == null ? null : payload.text("/action");
        return new PullRequestEvent(
                repositoryId,
                pullRequest.requiredNumber("/number"),
                pullRequest.text("/title"),
                pullRequest.login("/user/login"),
                state,
                pullRequest.requiredTime("/created_at"),
                readyForReviewAt,
                pullRequest.time("/merged_at"),
                state == State.OPEN ? null : pullRequest.time("/closed_at"),
                // While a pull request is open, this field names a test merge that is on no branch.
                state == State.MERGED ? pullRequest.sha("/merge_commit_sha") : null,
                pullRequest.text("/head/ref"),
                pullRequest.text("/base/ref"),
                labels(pullRequest),
                null,
                pullRequest.count("/additions"),
                pullRequest.count("/deletions"),
                reviews,
                comments,
                WithinSecond.ofPullRequest(
                        pullRequest.requiredTime("/updated_at"), state == State.MERGED, "reopened".equals(action)),
                payload != null && "labeled".equals(action)
                        ? payload.readable("/label", label -> label.requiredText("/name")).stream()
                                .toList()
                        : List.of());
    }

    private static State state(Payload pullRequest) {
        if (pullRequest.has("/merged_at")) {
            return State.MERGED;
        }
        return pullRequest.requiredText("/state").equals("closed") ? State.CLOSED : State.OPEN;
    }

    private static List<String> labels(Payload pullRequest) {
        return pullRequest.each("/labels", label -> label.requiredText("/name"));
    }
}
