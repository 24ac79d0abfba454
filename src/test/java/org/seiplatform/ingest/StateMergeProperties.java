package org.seiplatform.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.BinaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.seiplatform.ingest.CommitState.Branch;
import org.seiplatform.ingest.CommitState.Parents;
import org.seiplatform.ingest.CommitState.Sizes;
import org.seiplatform.ingest.PullRequestState.Author;
import org.seiplatform.ingest.PullRequestState.Commits;

/** What is known after some statements does not depend on their order, number or grouping. */
class StateMergeProperties {

    private static final UUID REPOSITORY = new UUID(0, 1);

    @Property
    void commits(@ForAll("commitStates") List<CommitState> states, @ForAll Random random) {
        holds(states, CommitState::merge, random);
    }

    @Property
    void pullRequests(@ForAll("pullRequestStates") List<PullRequestState> states, @ForAll Random random) {
        holds(states, PullRequestState::merge, random);
    }

    @Property
    void deployments(@ForAll("deploymentStates") List<DeploymentState> states, @ForAll Random random) {
        holds(states, DeploymentState::merge, random);
    }

    private static <S> void holds(List<S> states, BinaryOperator<S> merge, Random random) {
        S known = states.stream().reduce(merge).orElseThrow();
        List<S> again = new ArrayList<>(states);
        again.addAll(states);
        Collections.shuffle(again, random);
        assertThat(again.stream().reduce(merge)).as("shuffled, each twice").hasValue(known);
        int middle = states.size() / 2;
        if (middle > 0) {
            S left = states.subList(0, middle).stream().reduce(merge).orElseThrow();
            S right =
                    states.subList(middle, states.size()).stream().reduce(merge).orElseThrow();
            assertThat(merge.apply(right, left)).as("in two halves").isEqualTo(known);
        }
        assertThat(merge.apply(known, known)).isEqualTo(known);
    }

    @Provide
    Arbitrary<List<CommitState>> commitStates() {
        Arbitrary<CommitState> state = Combinators.combine(
                        times(),
                        times(),
                        Arbitraries.of("One", "Two").injectNull(0.2),
                        Arbitraries.of(List.of("a"), List.of("a", "b"), List.<String>of())
                                .injectNull(0.4),
                        Arbitraries.integers().between(0, 2).injectNull(0.4),
                        Arbitraries.of("main", "topic", "other").injectNull(0.4))
                .as((updatedAt, committedAt, subject, parents, lines, branch) -> new CommitState(
                        new CommitState.Key(REPOSITORY, "a"),
                        committedAt,
                        committedAt,
                        null,
                        null,
                        subject,
                        List.of(),
                        new Standing(updatedAt, 0, Fingerprint.of(committedAt, subject)),
                        part(parents == null ? null : new Parents(parents), updatedAt),
                        part(Sizes.of(lines, null, lines), updatedAt),
                        part(branch == null ? null : new Branch(branch, branch.equals("main")), updatedAt)));
        return state.list().ofMinSize(1).ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<PullRequestState>> pullRequestStates() {
        Arbitrary<PullRequestState> state = Combinators.combine(
                        times(),
                        times(),
                        Arbitraries.of(PullRequestEvent.State.class),
                        Arbitraries.of("github:one", "github:two").injectNull(0.4),
                        times().injectNull(0.5),
                        Arbitraries.integers().between(0, 2).injectNull(0.4),
                        times().injectNull(0.5),
                        Arbitraries.integers().between(0, 2).injectNull(0.4))
                .as((updatedAt, openedAt, progress, author, ready, count, first, lines) -> new PullRequestState(
                        new PullRequestState.Key(REPOSITORY, 1),
                        null,
                        progress,
                        openedAt,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        new Standing(
                                updatedAt, PullRequestState.progress(progress), Fingerprint.of(progress, openedAt)),
                        part(author == null ? null : new Author(new UUID(0, author.hashCode()), author), updatedAt),
                        part(ready, updatedAt),
                        part(count == null ? null : new Commits(count, first), updatedAt),
                        part(PullRequestState.Sizes.of(lines, null), updatedAt)));
        return state.list().ofMinSize(1).ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<DeploymentState>> deploymentStates() {
        Arbitrary<DeploymentState> state = Combinators.combine(
                        times(), Arbitraries.of(DeploymentEvent.Status.class), Arbitraries.of("v1", "v2"))
                .as((updatedAt, status, ref) -> new DeploymentState(
                        new DeploymentState.Key(REPOSITORY, "1"),
                        1,
                        "a",
                        ref,
                        status,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new Standing(updatedAt, DeploymentState.progress(status), Fingerprint.of(status, ref))));
        return state.list().ofMinSize(1).ofMaxSize(6);
    }

    private static <T extends Comparable<? super T>> @Nullable Part<T> part(@Nullable T content, Instant asOf) {
        return Part.of(content, asOf);
    }

    /** Few enough that ties are common. */
    private static Arbitrary<Instant> times() {
        return Arbitraries.integers().between(0, 2).map(Instant::ofEpochSecond);
    }
}
