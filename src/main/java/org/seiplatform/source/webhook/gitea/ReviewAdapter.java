package org.seiplatform.source.webhook.gitea;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.seiplatform.fact.pullrequest.PullRequestEvent.Review;
import org.seiplatform.fact.pullrequest.PullRequestEvent.ReviewState;
import org.seiplatform.source.webhook.payload.EventAdapter;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.PullRequests;
import org.seiplatform.source.webhook.payload.Reading;
import org.seiplatform.source.webhook.payload.Repositories;
import org.seiplatform.source.webhook.payload.Rules;

/**
 * A review with the verdict that the event's name tells.
 *
 * <p>The payload has neither its number nor its time: it is one of its sender with this verdict, who gives it as of the pull request's
 * latest change, which the review is. Given again it counts as of the first time.
 */
class ReviewAdapter implements EventAdapter {

    private final ReviewState verdict;

    ReviewAdapter(ReviewState verdict) {
        this.verdict = verdict;
    }

    @Override
    public Reading read(Payload payload, Rules rules) {
        Payload pullRequest = payload.requiredObject("/pull_request");
        Instant reviewedAt = pullRequest.requiredTime("/updated_at");
        Review reported = new Review(
                verdict.name().toLowerCase(Locale.ROOT) + ":" + payload.requiredNumber("/sender/id"),
                payload.login("/sender/login"),
                verdict,
                reviewedAt,
                reviewedAt,
                true);
        return Reading.event(
                Repositories.of(payload),
                repositoryId ->
                        PullRequests.event(repositoryId, null, pullRequest, null, List.of(reported), List.of()));
    }
}
