package org.seiplatform.source.webhook.gitea;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.seiplatform.source.webhook.payload.EventAdapter;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.PullRequests;
import org.seiplatform.source.webhook.payload.Reading;
import org.seiplatform.source.webhook.payload.Repositories;
import org.seiplatform.source.webhook.payload.Rules;

/** Whatever happened to a pull request, the event carries its whole state. */
class PullRequestAdapter implements EventAdapter {

    /** What titles of drafts begin with, unless the server is set up otherwise. Older versions have no other sign of them. */
    private static final List<String> DRAFT_PREFIXES = List.of("wip:", "[wip]");

    @Override
    public Reading read(Payload payload, Rules rules) {
        Payload pullRequest = payload.requiredObject("/pull_request");
        Instant readyForReviewAt = readyForReviewAt(payload, pullRequest);
        return Reading.event(
                Repositories.of(payload),
                repositoryId ->
                        PullRequests.event(repositoryId, payload, pullRequest, readyForReviewAt, List.of(), List.of()));
    }

    /** A draft becomes ready by another title; all events but this and the first one tell no time. */
    private static @Nullable Instant readyForReviewAt(Payload payload, Payload pullRequest) {
        if (pullRequest.flag("/draft") || isDraft(pullRequest.text("/title"))) {
            return null;
        }
        return switch (payload.requiredText("/action")) {
            case "opened" -> pullRequest.requiredTime("/created_at");
            case "edited" ->
                isDraft(payload.text("/changes/title/from")) ? pullRequest.requiredTime("/updated_at") : null;
            default -> null;
        };
    }

    private static boolean isDraft(@Nullable String title) {
        return title != null && DRAFT_PREFIXES.stream().anyMatch(title.toLowerCase(Locale.ROOT)::startsWith);
    }
}
