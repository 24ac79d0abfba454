package org.seiplatform.source.webhook.gitlab;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.Event.Person;
import org.seiplatform.fact.pullrequest.PullRequestEvent;
import org.seiplatform.fact.pullrequest.PullRequestEvent.Review;
import org.seiplatform.fact.pullrequest.PullRequestEvent.ReviewComment;
import org.seiplatform.fact.pullrequest.PullRequestEvent.State;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.WithinSecond;

/** Reads a merge request, which lacks its sizes, its author's name, and the times at which it was merged or closed. */
final class MergeRequests {

    private MergeRequests() {}

    /** Where it stands, and since when. */
    record Standing(State state, @Nullable Instant endedAt) {}

    /**
     * Empty where the merge request has ended and the event does not tell when: GitLab says so by the event of merging or closing
     * only, and a later event must not move that time.
     *
     * @param action null for events about something else, such as a comment
     */
    static Optional<Standing> standing(Payload mergeRequest, @Nullable String action) {
        String state = mergeRequest.requiredText("/state");
        return switch (state) {
            case "merged" -> ended(State.MERGED, mergeRequest, "/merged_at", "merge".equals(action));
            case "closed" -> ended(State.CLOSED, mergeRequest, "/closed_at", "close".equals(action));
            default -> Optional.of(new Standing(State.OPEN, null));
        };
    }

    private static Optional<Standing> ended(State state, Payload mergeRequest, String pointer, boolean justNow) {
        if (mergeRequest.has(pointer)) {
            return Optional.of(new Standing(state, mergeRequest.requiredTime(pointer)));
        }
        return justNow ? Optional.of(new Standing(state, mergeRequest.requiredTime("/updated_at"))) : Optional.empty();
    }

    static PullRequestEvent event(
            UUID repositoryId,
            Payload payload,
            Payload mergeRequest,
            Standing standing,
            @Nullable Instant readyForReviewAt,
            List<Review> reviews,
            List<ReviewComment> comments) {
        boolean merged = standing.state() == State.MERGED;
        return new PullRequestEvent(
                repositoryId,
                mergeRequest.requiredNumber("/iid"),
                mergeRequest.text("/title"),
                author(payload, mergeRequest),
                standing.state(),
                mergeRequest.requiredTime("/created_at"),
                readyForReviewAt,
                merged ? standing.endedAt() : null,
                standing.endedAt(),
                merged ? mergeCommit(mergeRequest) : null,
                mergeRequest.text("/source_branch"),
                mergeRequest.text("/target_branch"),
                labels(payload, mergeRequest),
                null,
                null,
                null,
                reviews,
                comments,
                WithinSecond.ofPullRequest(
                        mergeRequest.requiredTime("/updated_at"),
                        merged,
                        "reopen".equals(mergeRequest.text("/action"))),
                Labels.added(payload));
    }

    /** The payload gives the author by number; a name comes with it only where the author is also its sender or assigned. */
    private static @Nullable Person author(Payload payload, Payload mergeRequest) {
        Long id = mergeRequest.number("/author_id");
        if (id == null) {
            return null;
        }
        if (id.equals(payload.number("/user/id"))) {
            return Users.at(payload, "/user");
        }
        return Stream.of("/assignees", "/reviewers")
                .flatMap(pointer -> payload.each(pointer, user -> named(user, id)).stream())
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    private static Optional<Person> named(Payload user, long id) {
        return Long.valueOf(id).equals(user.number("/id")) ? Optional.ofNullable(Users.at(user, "")) : Optional.empty();
    }

    /**
     * The commit on the target branch that carries the change: the squash commit, else the merge commit. A fast-forward makes
     * neither, so it is the last commit then; a squash before it leaves that behind on the source branch.
     */
    private static @Nullable String mergeCommit(Payload mergeRequest) {
        String squash = mergeRequest.sha("/squash_commit_sha");
        String merge = mergeRequest.sha("/merge_commit_sha");
        if (squash != null || merge != null) {
            return squash == null ? merge : squash;
        }
        return squashes(mergeRequest) ? null : mergeRequest.sha("/last_commit/id");
    }

    private static boolean squashes(Payload mergeRequest) {
        return mergeRequest.flag("/squash") || mergeRequest.flag("/squash_on_merge");
    }

    private static List<String> labels(Payload payload, Payload mergeRequest) {
        return Labels.at(mergeRequest.has("/labels") ? mergeRequest : payload, "/labels");
    }
}
