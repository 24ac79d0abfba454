package org.seiplatform.reference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes one state of each fact out of everything that was stated about it, in whatever order and however often.
 *
 * <p>The later state wins whole by (updated_at, progress). Different states that tie in both are refused: what then decides
 * is arbitrary, so tests keep away from it. Some parts are statements of their own, and the newest that is not null wins: a
 * commit's parents, sizes (stated if any of the three is) and branch (where a statement of the default branch beats others);
 * a pull request's commits and sizes; each of a pull request's reviews and comments. Of deployments see {@link DeploymentMerge}.
 */
final class StateMerge {

    private StateMerge() {}

    static List<IncidentFact> incidents(List<IncidentFact> states) {
        return byKey(states, IncidentFact::externalId).stream()
                .map(about -> latest(about, IncidentFact::updatedAt, state -> state.resolvedAt() == null ? 0 : 2))
                .toList();
    }

    static List<CommitFact> commits(List<CommitFact> states, List<RepositoryFact> repositories) {
        return byKey(states, CommitFact::key).stream()
                .map(about -> commit(about, repositories))
                .toList();
    }

    static List<PullRequestFact> pullRequests(List<PullRequestFact> states) {
        return byKey(states, PullRequestFact::key).stream()
                .map(StateMerge::pullRequest)
                .toList();
    }

    private static CommitFact commit(List<CommitFact> about, List<RepositoryFact> repositories) {
        CommitFact base = latest(
                about.stream()
                        .map(state -> with(state, null, new Sizes(null, null, null), null))
                        .toList(),
                CommitFact::updatedAt,
                state -> 0);
        List<String> parents = newest(about, CommitFact::updatedAt, CommitFact::parents);
        Sizes sizes = newest(
                about,
                CommitFact::updatedAt,
                state -> stated(new Sizes(state.linesAdded(), state.linesDeleted(), state.filesChanged())));
        return with(base, parents, sizes == null ? new Sizes(null, null, null) : sizes, branch(about, repositories));
    }

    private static @Nullable String branch(List<CommitFact> about, List<RepositoryFact> repositories) {
        RepositoryFact repository = repositories.stream()
                .filter(candidate -> candidate.id().equals(about.getFirst().repositoryId()))
                .findFirst()
                .orElseThrow();
        boolean onDefaultBranch = about.stream().anyMatch(state -> repository.isDefault(state.branch()));
        return newest(
                about,
                CommitFact::updatedAt,
                state -> onDefaultBranch && !repository.isDefault(state.branch()) ? null : state.branch());
    }

    private static CommitFact with(
            CommitFact state, @Nullable List<String> parents, Sizes sizes, @Nullable String branch) {
        return new CommitFact(
                state.repositoryId(),
                state.sha(),
                parents,
                state.author(),
                state.committer(),
                state.authoredAt(),
                state.committedAt(),
                state.message(),
                sizes.linesAdded(),
                sizes.linesDeleted(),
                sizes.filesChanged(),
                branch,
                state.updatedAt());
    }

    private static PullRequestFact pullRequest(List<PullRequestFact> about) {
        Sizes unknown = new Sizes(null, null, null);
        PullRequestFact base = latest(
                about.stream()
                        .map(state -> with(state, null, unknown, List.of(), List.of()))
                        .toList(),
                PullRequestFact::updatedAt,
                state -> switch (state.state()) {
                    case "open" -> 0;
                    case "merged" -> 2;
                    default -> 1;
                });
        Sizes sizes = newest(
                about,
                PullRequestFact::updatedAt,
                state -> stated(new Sizes(state.linesAdded(), state.linesDeleted(), null)));
        return with(
                base,
                newest(about, PullRequestFact::updatedAt, PullRequestFact::commits),
                sizes == null ? unknown : sizes,
                parts(about, PullRequestFact::reviews, PullRequestFact.Review::externalId),
                parts(about, PullRequestFact::comments, PullRequestFact.Comment::externalId));
    }

    /** All reviews or comments that any statement names, each as the latest that names it has it. */
    private static <P> List<P> parts(
            List<PullRequestFact> about, Function<PullRequestFact, List<P>> parts, Function<P, String> externalId) {
        record Stated<P>(P part, Instant updatedAt) {}
        List<Stated<P>> stated = about.stream()
                .flatMap(state -> parts.apply(state).stream().map(part -> new Stated<>(part, state.updatedAt())))
                .toList();
        return byKey(stated, part -> externalId.apply(part.part())).stream()
                .map(same -> latest(same, Stated::updatedAt, part -> 0).part())
                .sorted(Comparator.comparing(externalId))
                .toList();
    }

    private static PullRequestFact with(
            PullRequestFact state,
            @Nullable List<PullRequestFact.IncludedCommit> commits,
            Sizes sizes,
            List<PullRequestFact.Review> reviews,
            List<PullRequestFact.Comment> comments) {
        return new PullRequestFact(
                state.repositoryId(),
                state.number(),
                state.title(),
                state.author(),
                state.state(),
                state.openedAt(),
                state.readyForReviewAt(),
                state.mergedAt(),
                state.closedAt(),
                state.mergeCommitSha(),
                state.headRef(),
                state.baseRef(),
                state.labels(),
                commits,
                sizes.linesAdded(),
                sizes.linesDeleted(),
                reviews,
                comments,
                state.updatedAt());
    }

    /** Lines and files: a statement of their own. */
    private record Sizes(
            @Nullable Integer linesAdded,
            @Nullable Integer linesDeleted,
            @Nullable Integer filesChanged) {}

    private static @Nullable Sizes stated(Sizes sizes) {
        return sizes.equals(new Sizes(null, null, null)) ? null : sizes;
    }

    static <T, K> List<List<T>> byKey(List<T> states, Function<T, K> key) {
        Map<K, List<T>> byKey = new LinkedHashMap<>();
        states.forEach(state -> byKey.computeIfAbsent(key.apply(state), none -> new ArrayList<>())
                .add(state));
        return List.copyOf(byKey.values());
    }

    static <T> T latest(List<T> about, Function<T, Instant> updatedAt, ToIntFunction<T> progress) {
        Comparator<T> order = Comparator.comparing(updatedAt).thenComparingInt(progress);
        T latest = about.stream().max(order).orElseThrow();
        return only(about.stream()
                .filter(state -> order.compare(state, latest) == 0)
                .toList());
    }

    private static <T, G> @Nullable G newest(
            List<T> about, Function<T, Instant> updatedAt, Function<T, @Nullable G> part) {
        List<T> stating =
                about.stream().filter(state -> part.apply(state) != null).toList();
        if (stating.isEmpty()) {
            return null;
        }
        Instant newest = stating.stream().map(updatedAt).max(Instant::compareTo).orElseThrow();
        return only(stating.stream()
                .filter(state -> updatedAt.apply(state).equals(newest))
                .map(state -> Objects.requireNonNull(part.apply(state)))
                .toList());
    }

    static <T> T only(List<T> winners) {
        if (winners.stream().distinct().count() != 1) {
            throw new IllegalArgumentException("Undecided: " + winners);
        }
        return winners.getFirst();
    }
}
