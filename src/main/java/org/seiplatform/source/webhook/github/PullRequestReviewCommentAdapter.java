package org.seiplatform.source.webhook.github;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.seiplatform.fact.pullrequest.PullRequestEvent.ReviewComment;
import org.seiplatform.source.webhook.payload.EventAdapter;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.PullRequests;
import org.seiplatform.source.webhook.payload.Reading;
import org.seiplatform.source.webhook.payload.Repositories;
import org.seiplatform.source.webhook.payload.Rules;

/** A comment on the lines of a change. */
class PullRequestReviewCommentAdapter implements EventAdapter {

    @Override
    public Reading read(Payload payload, Rules rules) {
        if ("deleted".equals(payload.text("/action"))) {
            return Reading.ignored("A deleted comment was made all the same.");
        }
        Payload pullRequest = payload.requiredObject("/pull_request");
        Payload comment = payload.requiredObject("/comment");
        Instant commentedAt = comment.requiredTime("/created_at");
        ReviewComment reported = new ReviewComment(
                Long.toString(comment.requiredNumber("/id")),
                comment.login("/user/login"),
                commentedAt,
                Objects.requireNonNullElse(comment.time("/updated_at"), commentedAt));
        return Reading.event(
                Repositories.of(payload),
                repositoryId ->
                        PullRequests.event(repositoryId, null, pullRequest, null, List.of(), List.of(reported)));
    }
}
