package org.seiplatform.fact.pullrequest;

import static org.seiplatform.fact.merge.MergeLaws.holds;
import static org.seiplatform.fact.merge.MergeLaws.part;
import static org.seiplatform.fact.merge.MergeLaws.time;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.instancio.junit.Given;
import org.instancio.junit.InstancioExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seiplatform.fact.merge.Fingerprint;
import org.seiplatform.fact.merge.Precedence;
import org.seiplatform.fact.pullrequest.PullRequestState.Author;
import org.seiplatform.fact.pullrequest.PullRequestState.Commits;
import org.seiplatform.testing.Choices;

@ExtendWith(InstancioExtension.class)
class PullRequestStateMergeProperties {

    private static final UUID REPOSITORY = new UUID(0, 1);

    @Test
    void whatIsKnownDoesNotDependOnTheOrderOfStatements(@Given(Choices.Seeded.class) Choices seeded) {
        holds(seeded, PullRequestStateMergeProperties::pullRequest, PullRequestState::merge);
    }

    private static PullRequestState pullRequest(Choices choices) {
        Instant updatedAt = time(choices);
        Instant openedAt = time(choices);
        PullRequestEvent.State progress = choices.of(List.of(PullRequestEvent.State.values()));
        @Nullable String author = choices.nullOnceIn(3, () -> choices.of(List.of("github:one", "github:two")));
        @Nullable Instant ready = choices.nullOnceIn(2, () -> time(choices));
        @Nullable Integer count = choices.nullOnceIn(3, () -> choices.below(3));
        @Nullable Instant first = choices.nullOnceIn(2, () -> time(choices));
        @Nullable Integer lines = choices.nullOnceIn(3, () -> choices.below(3));
        List<String> labels = choices.of(List.of(List.<String>of(), List.of("bug"), List.of("bug", "hotfix")));
        List<String> added = labels.subList(choices.below(labels.size() + 1), labels.size());
        return new PullRequestState(
                new PullRequestState.Key(REPOSITORY, 1),
                null,
                progress,
                openedAt,
                null,
                null,
                null,
                null,
                null,
                new PullRequestState.Labels(labels, added),
                new Precedence(updatedAt, PullRequestState.progress(progress), Fingerprint.of(progress, openedAt)),
                part(author == null ? null : new Author(new UUID(0, author.hashCode()), author), updatedAt),
                part(ready, updatedAt),
                part(count == null ? null : new Commits(count, first), updatedAt),
                part(PullRequestState.Sizes.of(lines, null), updatedAt));
    }
}
