package org.seiplatform.ingest;

import org.jspecify.annotations.Nullable;
import org.seiplatform.developer.privacy.ErasedWords;

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
            case DeploymentEvent deployment -> deployment;
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
                event.committedAt(),
                without(words, event.message()),
                event.linesAdded(),
                event.linesDeleted(),
                event.filesChanged(),
                event.branch(),
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
                without(words, event.headRef()),
                event.baseRef(),
                event.labels(),
                event.commits(),
                event.linesAdded(),
                event.linesDeleted(),
                event.reviews(),
                event.comments(),
                event.updatedAt(),
                event.addedLabels());
    }

    private static IncidentEvent without(ErasedWords words, IncidentEvent event) {
        return new IncidentEvent(
                event.externalId(),
                event.repositoryId(),
                event.teamId(),
                without(words, event.title()),
                event.severity(),
                event.openedAt(),
                event.resolvedAt(),
                event.causedBy(),
                event.cause(),
                event.updatedAt());
    }

    private static @Nullable String without(ErasedWords words, @Nullable String text) {
        return text == null ? null : words.removedFrom(text);
    }
}
