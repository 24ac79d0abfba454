package org.seiplatform.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.instancio.junit.Given;
import org.instancio.junit.InstancioExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seiplatform.fact.CommitState.Branch;
import org.seiplatform.fact.CommitState.Parents;
import org.seiplatform.fact.CommitState.Sizes;
import org.seiplatform.fact.DeploymentState.Details;
import org.seiplatform.fact.PullRequestState.Author;
import org.seiplatform.fact.PullRequestState.Commits;
import org.seiplatform.testing.Choices;

/** What is known after some statements does not depend on their order, number or grouping. */
@ExtendWith(InstancioExtension.class)
class StateMergeProperties {

    private static final int TRIES = 1000;

    private static final UUID REPOSITORY = new UUID(0, 1);

    @Test
    void commits(@Given(Choices.Seeded.class) Choices seeded) {
        holds(seeded, StateMergeProperties::commit, CommitState::merge);
    }

    @Test
    void pullRequests(@Given(Choices.Seeded.class) Choices seeded) {
        holds(seeded, StateMergeProperties::pullRequest, PullRequestState::merge);
    }

    @Test
    void deployments(@Given(Choices.Seeded.class) Choices seeded) {
        holds(seeded, StateMergeProperties::deployment, DeploymentState::merge);
    }

    private static <S> void holds(Choices seeded, Function<Choices, S> state, BinaryOperator<S> merge) {
        seeded.times(
                TRIES,
                choices -> holds(choices.list(1 + choices.below(6), () -> state.apply(choices)), merge, choices));
    }

    private static <S> void holds(List<S> states, BinaryOperator<S> merge, Choices choices) {
        S known = states.stream().reduce(merge).orElseThrow();
        List<S> twice = new ArrayList<>(states);
        twice.addAll(states);
        assertThat(choices.shuffled(twice).stream().reduce(merge))
                .as("shuffled, each twice")
                .hasValue(known);
        int middle = states.size() / 2;
        if (middle > 0) {
            S left = states.subList(0, middle).stream().reduce(merge).orElseThrow();
            S right =
                    states.subList(middle, states.size()).stream().reduce(merge).orElseThrow();
            assertThat(merge.apply(right, left)).as("in two halves").isEqualTo(known);
        }
        assertThat(merge.apply(known, known)).isEqualTo(known);
    }

    private static CommitState commit(Choices choices) {
        Instant updatedAt = time(choices);
        Instant committedAt = time(choices);
        @Nullable String subject = choices.nullOnceIn(5, () -> choices.of(List.of("One", "Two")));
        @Nullable
        List<String> parents =
                choices.nullOnceIn(3, () -> choices.of(List.of(List.of("a"), List.of("a", "b"), List.<String>of())));
        @Nullable Integer lines = choices.nullOnceIn(3, () -> choices.below(3));
        @Nullable String branch = choices.nullOnceIn(3, () -> choices.of(List.of("main", "topic", "other")));
        boolean assumed = choices.onceIn(2);
        return new CommitState(
                new CommitState.Key(REPOSITORY, "a"),
                committedAt,
                assumed,
                committedAt,
                null,
                null,
                subject,
                List.of(),
                new Standing(updatedAt, 0, Fingerprint.of(committedAt, subject)),
                part(parents == null ? null : new Parents(parents), updatedAt),
                part(Sizes.of(lines, null, lines), updatedAt),
                part(branch == null ? null : new Branch(branch, branch.equals("main")), updatedAt));
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
                new Standing(updatedAt, PullRequestState.progress(progress), Fingerprint.of(progress, openedAt)),
                part(author == null ? null : new Author(new UUID(0, author.hashCode()), author), updatedAt),
                part(ready, updatedAt),
                part(count == null ? null : new Commits(count, first), updatedAt),
                part(PullRequestState.Sizes.of(lines, null), updatedAt));
    }

    /** What a sender states, or what a provider reports. */
    private static DeploymentState deployment(Choices choices) {
        DeploymentEvent.Status status = choices.of(List.of(DeploymentEvent.Status.values()));
        boolean running = status == DeploymentEvent.Status.IN_PROGRESS;
        String ref = choices.of(List.of("v1", "v2"));
        @Nullable Instant startedAt = choices.nullOnceIn(3, () -> time(choices));
        @Nullable Instant finishedAt = running ? null : time(choices);
        @Nullable Boolean failed = choices.nullOnceIn(2, () -> choices.onceIn(2));
        boolean reported = choices.onceIn(2);
        Attempt attempt = new Attempt(
                1,
                "a",
                ref,
                status,
                startedAt,
                finishedAt,
                null,
                new Standing(
                        time(choices),
                        Attempt.progress(status),
                        Fingerprint.of(status, ref, startedAt, finishedAt, reported ? null : failed)));
        DeploymentState.Key key = new DeploymentState.Key(REPOSITORY, "1");
        return reported
                ? new DeploymentState(key, null, Details.NONE, attempt)
                : new DeploymentState(key, attempt, new Details(null, null, null, null, failed), null);
    }

    private static <T extends Comparable<? super T>> @Nullable Part<T> part(@Nullable T content, Instant asOf) {
        return Part.of(content, asOf);
    }

    /** Few enough that ties are common. */
    private static Instant time(Choices choices) {
        return Instant.ofEpochSecond(choices.below(3));
    }
}
