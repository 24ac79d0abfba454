package org.seiplatform.fact;

import org.jspecify.annotations.Nullable;
import org.seiplatform.developer.privacy.ErasedWords;
import org.seiplatform.fact.IncidentEvent.CausingDeployment;
import org.seiplatform.fact.PullRequestEvent.Review;
import org.seiplatform.fact.PullRequestEvent.ReviewComment;

/** Takes the words that speak of erased people out of the texts of events, so that sending a text again does not bring them back. */
final class ErasedTexts {

    private ErasedTexts() {}

    /** The event as it may be stored. */
    static Event without(ErasedWords words, Event event) {
        if (words.isEmpty()) {
            return event;
        }
        return switch (event) {
            case CommitEvent commit -> without(words, commit);
            case PullRequestEvent pullRequest -> without(words, pullRequest);
            case IncidentEvent incident -> without(words, incident);
            case DeploymentEvent deployment -> without(words, deployment);
        };
    }

    private static CommitEvent without(ErasedWords words, CommitEvent event) {
        return new CommitEvent(
                event.repositoryId(),
                event.sha(),
                event.parents(),
                event.author(),
                event.committer(),
                event.authoredAt(),
                event.authoredAtAssumed(),
                event.committedAt(),
                without(words, event.message()),
                event.linesAdded(),
                event.linesDeleted(),
                event.filesChanged(),
                label(words, event.branch()),
                event.updatedAt());
    }

    private static PullRequestEvent without(ErasedWords words, PullRequestEvent event) {
        return new PullRequestEvent(
                event.repositoryId(),
                event.number(),
                without(words, event.title()),
                event.author(),
                event.state(),
                event.openedAt(),
                event.readyForReviewAt(),
                event.mergedAt(),
                event.closedAt(),
                event.mergeCommitSha(),
                label(words, event.headRef()),
                label(words, event.baseRef()),
                event.labels().stream().map(words::removedFromLabel).toList(),
                event.commits(),
                event.linesAdded(),
                event.linesDeleted(),
                event.reviews().stream()
                        .map(review -> new Review(
                                words.key(review.externalId()),
                                review.reviewer(),
                                review.state(),
                                review.submittedAt(),
                                review.updatedAt(),
                                review.recurring()))
                        .toList(),
                event.comments().stream()
                        .map(comment -> new ReviewComment(
                                words.key(comment.externalId()),
                                comment.author(),
                                comment.commentedAt(),
                                comment.updatedAt()))
                        .toList(),
                event.updatedAt(),
                event.addedLabels().stream().map(words::removedFromLabel).toList());
    }

    private static DeploymentEvent without(ErasedWords words, DeploymentEvent event) {
        return new DeploymentEvent(
                event.repositoryId(),
                words.key(event.externalId()),
                words.nameOfThing(event.environment()),
                event.commitSha(),
                label(words, event.ref()),
                event.status(),
                event.startedAt(),
                event.finishedAt(),
                event.deployedBy(),
                event.commits(),
                event.kind(),
                event.remediates() == null ? null : words.key(event.remediates()),
                event.deploymentGroup() == null ? null : words.name(event.deploymentGroup()),
                event.failed(),
                event.updatedAt(),
                event.statedBy());
    }

    private static IncidentEvent without(ErasedWords words, IncidentEvent event) {
        return new IncidentEvent(
                words.key(event.externalId()),
                event.repositoryId(),
                event.teamId(),
                without(words, event.title()),
                label(words, event.severity()),
                event.openedAt(),
                event.resolvedAt(),
                event.causedBy().stream()
                        .map(cause -> new CausingDeployment(cause.repositoryId(), words.key(cause.externalId())))
                        .toList(),
                event.cause(),
                event.updatedAt());
    }

    private static @Nullable String without(ErasedWords words, @Nullable String text) {
        return text == null ? null : words.removedFrom(text);
    }

    private static @Nullable String label(ErasedWords words, @Nullable String label) {
        return label == null ? null : words.removedFromLabel(label);
    }
}
