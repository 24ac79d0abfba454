package org.seiplatform.source.webhook.gitlab;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.pullrequest.PullRequestEvent.Review;
import org.seiplatform.fact.pullrequest.PullRequestEvent.ReviewState;
import org.seiplatform.source.webhook.gitlab.MergeRequests.Standing;
import org.seiplatform.source.webhook.payload.EventAdapter;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.Reading;
import org.seiplatform.source.webhook.payload.Rules;

/** A merge request changed, or a person gave or took back an approval. */
class MergeRequestAdapter implements EventAdapter {

    @Override
    public Reading read(Payload payload, Rules rules) {
        Payload mergeRequest = payload.requiredObject("/object_attributes");
        String action = mergeRequest.text("/action");
        Optional<Standing> standing = MergeRequests.standing(mergeRequest, action);
        if (standing.isEmpty()) {
            return Reading.ignored("The merge request had ended before, and the event does not tell when.");
        }
        Instant readyForReviewAt = readyForReviewAt(action, payload, mergeRequest);
        List<Review> reviews = reviews(action, payload, mergeRequest);
        return Reading.event(
                Projects.of(payload),
                repositoryId -> MergeRequests.event(
                        repositoryId, payload, mergeRequest, standing.get(), readyForReviewAt, reviews, List.of()));
    }

    private static @Nullable Instant readyForReviewAt(@Nullable String action, Payload payload, Payload mergeRequest) {
        if ("open".equals(action)) {
            boolean draft = mergeRequest.flag("/draft") || mergeRequest.flag("/work_in_progress");
            return draft ? null : mergeRequest.requiredTime("/created_at");
        }
        boolean undrafted = payload.flag("/changes/draft/previous") && !payload.flag("/changes/draft/current");
        return undrafted ? mergeRequest.requiredTime("/updated_at") : null;
    }

    /**
     * One approval for each person: it is dismissed when taken back, and given anew when approved again. When GitLab resets approvals by
     * itself, because of a push, nobody has reviewed.
     */
    private static List<Review> reviews(@Nullable String action, Payload payload, Payload mergeRequest) {
        ReviewState state = action == null ? null : verdict(action);
        if (state == null || mergeRequest.flag("/system")) {
            return List.of();
        }
        Instant decidedAt = mergeRequest.requiredTime("/updated_at");
        String reviewer = Objects.requireNonNullElseGet(
                        payload.number("/user/id"), () -> payload.requiredText("/user/username"))
                .toString();
        return List.of(
                new Review("approval:" + reviewer, Users.at(payload, "/user"), state, decidedAt, decidedAt, true));
    }

    private static @Nullable ReviewState verdict(String action) {
        return switch (action) {
            case "approved", "approval" -> ReviewState.APPROVED;
            case "unapproved", "unapproval" -> ReviewState.DISMISSED;
            default -> null;
        };
    }
}
