package org.seiplatform.source.rest;

import static org.seiplatform.source.rest.PersonRequest.person;
import static org.seiplatform.source.rest.Translation.listOrEmpty;
import static org.seiplatform.source.rest.Translation.lowerCase;
import static org.seiplatform.source.rest.Translation.require;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.pullrequest.PullRequestEvent;
import org.seiplatform.fact.pullrequest.PullRequestEvent.State;
import org.seiplatform.platform.openapi.RequiresAnyOf;
import org.seiplatform.platform.web.Visible;

/** A pull request or merge request, known by its repository and number. */
@RequiresAnyOf({"repository_id", "repository"})
@Schema(name = "PullRequestEvent")
record PullRequestRequest(
        @Nullable UUID repositoryId,
        @Nullable @Valid RepositoryReference repository,
        @NotNull @Positive @Schema(example = "42") Long number,
        @Nullable @Size(max = MAX_TITLE) String title,

        @Schema(description = "Left out where unknown: the one known before stays.") @Nullable @Valid
        PersonRequest author,

        @NotNull State state,
        @NotNull @Plausible Instant openedAt,

        @Schema(description = "Left out where unknown: the time known before stays.") @Nullable @Plausible
        Instant readyForReviewAt,

        @Schema(description = "Required of a merged one, and only given for one.") @Nullable @Plausible
        Instant mergedAt,

        @Schema(description = "Required of a closed one; not given for an open one.") @Nullable @Plausible
        Instant closedAt,

        @Schema(description = "The commit on the base branch that the merge, squash or rebase made.")
        @Nullable
        @Pattern(regexp = SHA, message = SHA_RULE)
        String mergeCommitSha,

        @Nullable @Size(max = MAX_REF) String headRef,
        @Nullable @Size(max = MAX_REF) String baseRef,
        @Nullable @Size(max = 200) List<@NotNull @Size(max = MAX_ID) String> labels,

        @Schema(description = "Left out where unknown: those known before stay.") @Nullable @Size(max = 10_000)
        List<@NotNull @Valid IncludedCommit> commits,

        @Nullable @PositiveOrZero Integer linesAdded,
        @Nullable @PositiveOrZero Integer linesDeleted,

        @Schema(description = "Reviews to add or correct; those not named stay.") @Nullable @Size(max = 1_000)
        List<@NotNull @Valid Review> reviews,

        @Schema(description = "Review comments to add or correct; those not named stay.") @Nullable @Size(max = 5_000)
        List<@NotNull @Valid Comment> comments,

        @Schema(description = "When this became true; by default its arrival. Of two states the later one counts.")
        @Nullable
        @Plausible
        @PastOrPresent(message = Plausible.NOT_IN_FUTURE)
        Instant updatedAt)
        implements EventRequest {

    /** A commit of the pull request's branch. */
    @Schema(name = "IncludedCommit")
    record IncludedCommit(
            @NotNull @Pattern(regexp = SHA, message = SHA_RULE)
            String sha,

            @NotNull @Plausible Instant authoredAt) {}

    /** A review, known by its pull request and external id. */
    @Schema(name = "Review")
    record Review(
            @NotNull @Visible @Size(max = MAX_ID) String externalId,
            @Nullable @Valid PersonRequest reviewer,
            @NotNull PullRequestEvent.ReviewState state,

            @NotNull @Plausible @PastOrPresent(message = Plausible.NOT_IN_FUTURE)
            Instant submittedAt) {}

    /** A comment on the change under review, known by its pull request and external id. */
    @Schema(name = "ReviewComment")
    record Comment(
            @NotNull @Visible @Size(max = MAX_ID) String externalId,
            @Nullable @Valid PersonRequest author,

            @NotNull @Plausible @PastOrPresent(message = Plausible.NOT_IN_FUTURE)
            Instant submittedAt) {}

    @Override
    public PullRequestEvent toEvent(Translation translation) {
        require((state == State.MERGED) == (mergedAt != null), "/merged_at", "is given exactly for the state merged");
        require(state != State.CLOSED || closedAt != null, "/closed_at", "is required for the state closed");
        require(state != State.OPEN || closedAt == null, "/closed_at", "is not given for the state open");
        Instant asOf = translation.updatedAt(updatedAt);
        return new PullRequestEvent(
                translation.repository(repositoryId, repository),
                number,
                title,
                person(author),
                state,
                openedAt,
                readyForReviewAt,
                mergedAt,
                closedAt,
                mergeCommitSha == null ? null : lowerCase(mergeCommitSha),
                headRef,
                baseRef,
                listOrEmpty(labels),
                commits == null
                        ? null
                        : commits.stream()
                                .map(commit ->
                                        new PullRequestEvent.IncludedCommit(lowerCase(commit.sha), commit.authoredAt))
                                .toList(),
                linesAdded,
                linesDeleted,
                listOrEmpty(reviews).stream()
                        .map(review -> new PullRequestEvent.Review(
                                review.externalId, person(review.reviewer), review.state, review.submittedAt, asOf))
                        .toList(),
                listOrEmpty(comments).stream()
                        .map(comment -> new PullRequestEvent.ReviewComment(
                                comment.externalId, person(comment.author), comment.submittedAt, asOf))
                        .toList(),
                asOf,
                List.of());
    }
}
