package org.seiplatform.source.webhook.github;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seiplatform.source.webhook.payload.EventAdapter;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.PullRequests;
import org.seiplatform.source.webhook.payload.Reading;
import org.seiplatform.source.webhook.payload.Repositories;
import org.seiplatform.source.webhook.payload.Rules;

/** Whatever happened to a pull request, the event carries its whole state. */
class PullRequestAdapter implements EventAdapter {

    @Override
    public Reading read(Payload payload, Rules rules) {
        Payload pullRequest = payload.requiredObject("/pull_request");
        Instant readyForReviewAt = readyForReviewAt(payload.requiredText("/action"), pullRequest);
        return Reading.event(
                Repositories.of(payload),
                repositoryId ->
                        PullRequests.event(repositoryId, payload, pullRequest, readyForReviewAt, List.of(), List.of()));
    }

    /** Only the event that makes it ready tells since when it is; all others tell that it is, or that it is a draft. */
    private static @Nullable Instant readyForReviewAt(String action, Payload pullRequest) {
        return switch (action) {
            case "opened" -> pullRequest.flag("/draft") ? null : pullRequest.requiredTime("/created_at");
            case "ready_for_review" -> pullRequest.requiredTime("/updated_at");
            default -> null;
        };
    }
}
