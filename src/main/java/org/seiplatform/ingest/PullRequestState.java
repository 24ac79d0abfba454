package org.seiplatform.ingest;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a pull request, its reviews and comments apart. The latest statement wins whole, except that some parts have
 * times of their own: the webhook of a review knows neither commits nor size, most events of GitLab do not name the author, and
 * only the event that makes a pull request ready tells since when it is.
 */
record PullRequestState(
        Key key,
        @Nullable String title,
        PullRequestEvent.State state,
        Instant openedAt,
        @Nullable Instant mergedAt,
        @Nullable Instant closedAt,
        @Nullable String mergeCommitSha,
        @Nullable String headRef,
        @Nullable String baseRef,
        Labels labels,
        Standing standing,
        @Nullable Part<Author> author,
        @Nullable Part<Instant> readyForReviewAt,
        @Nullable Part<Commits> commits,
        @Nullable Part<Sizes> sizes)
        implements State<PullRequestState.Key, PullRequestState> {

    record Key(UUID repositoryId, long number) {}

    /**
     * Its labels.
     *
     * @param added those among them that were put on at the very time of the statement
     */
    record Labels(List<String> all, List<String> added) {

        static Labels of(PullRequestEvent event) {
            List<String> all = event.labels().stream().distinct().sorted().toList();
            return new Labels(
                    all, all.stream().filter(event.addedLabels()::contains).toList());
        }

        /**
         * What holds after two statements of one time, whichever came first: a label that both show, or that one of them put on.
         * One that was taken off is not shown by the statement that took it.
         */
        Labels and(Labels other) {
            List<String> bothAdded = Stream.concat(added.stream(), other.added.stream())
                    .distinct()
                    .sorted()
                    .toList();
            return new Labels(
                    Stream.concat(all.stream().filter(other.all::contains), bothAdded.stream())
                            .distinct()
                            .sorted()
                            .toList(),
                    bothAdded);
        }
    }

    /**
     * Who opened it.
     *
     * @param key what the identity stands for; unlike its id the same in every database
     */
    record Author(UUID identityId, String key) implements Comparable<Author> {

        static @Nullable Author of(@Nullable UUID identityId, @Nullable String key) {
            return identityId == null || key == null ? null : new Author(identityId, key);
        }

        @Override
        public int compareTo(Author other) {
            return key.compareTo(other.key);
        }
    }

    /** Its commits, as far as they matter. */
    record Commits(int count, @Nullable Instant firstAuthoredAt) implements Comparable<Commits> {

        private static final Comparator<Commits> ORDER = Comparator.comparingInt(Commits::count)
                .thenComparing(Commits::firstAuthoredAt, Comparator.nullsFirst(Comparator.naturalOrder()));

        static Commits of(List<PullRequestEvent.IncludedCommit> commits) {
            return new Commits(
                    commits.size(),
                    commits.stream()
                            .map(PullRequestEvent.IncludedCommit::authoredAt)
                            .min(Comparator.naturalOrder())
                            .map(Columns::stored)
                            .orElse(null));
        }

        @Override
        public int compareTo(Commits other) {
            return ORDER.compare(this, other);
        }
    }

    /** The size of the whole change; null where unknown. */
    record Sizes(@Nullable Integer linesAdded, @Nullable Integer linesDeleted) implements Comparable<Sizes> {

        private static final Comparator<@Nullable Integer> NUMBERS = Comparator.nullsFirst(Comparator.naturalOrder());
        private static final Comparator<Sizes> ORDER =
                Comparator.comparing(Sizes::linesAdded, NUMBERS).thenComparing(Sizes::linesDeleted, NUMBERS);

        static @Nullable Sizes of(@Nullable Integer linesAdded, @Nullable Integer linesDeleted) {
            return linesAdded == null && linesDeleted == null ? null : new Sizes(linesAdded, linesDeleted);
        }

        @Override
        public int compareTo(Sizes other) {
            return ORDER.compare(this, other);
        }
    }

    static PullRequestState of(PullRequestEvent event, People people) {
        Instant updatedAt = Columns.stored(event.updatedAt());
        Sizes sizes = Sizes.of(event.linesAdded(), event.linesDeleted());
        String title = Texts.fitted(event.title(), Texts.MAX_TITLE);
        Labels labels = Labels.of(event);
        return new PullRequestState(
                new Key(event.repositoryId(), event.number()),
                title,
                event.state(),
                Columns.stored(event.openedAt()),
                Columns.nullableStored(event.mergedAt()),
                Columns.nullableStored(event.closedAt()),
                event.mergeCommitSha(),
                event.headRef(),
                event.baseRef(),
                labels,
                new Standing(
                        updatedAt,
                        progress(event.state()),
                        Fingerprint.of(
                                title,
                                event.state(),
                                Columns.stored(event.openedAt()),
                                Columns.nullableStored(event.mergedAt()),
                                Columns.nullableStored(event.closedAt()),
                                event.mergeCommitSha(),
                                event.headRef(),
                                event.baseRef(),
                                labels.all())),
                Part.of(
                        Author.of(
                                people.identity(event.repositoryId(), event.author()),
                                people.key(event.repositoryId(), event.author())),
                        updatedAt),
                Part.of(Columns.nullableStored(event.readyForReviewAt()), updatedAt),
                event.commits() == null ? null : new Part<>(Commits.of(event.commits()), updatedAt),
                sizes == null ? null : new Part<>(sizes, updatedAt));
    }

    static int progress(PullRequestEvent.State state) {
        return switch (state) {
            case OPEN -> 0;
            case CLOSED -> 1;
            case MERGED -> 2;
        };
    }

    @Override
    public PullRequestState merge(PullRequestState other) {
        PullRequestState base = standing.yieldsTo(other.standing) ? other : this;
        return new PullRequestState(
                key,
                base.title,
                base.state,
                base.openedAt,
                base.mergedAt,
                base.closedAt,
                base.mergeCommitSha,
                base.headRef,
                base.baseRef,
                standing.updatedAt().equals(other.standing.updatedAt()) ? labels.and(other.labels) : base.labels,
                base.standing,
                Part.later(author, other.author),
                Part.later(readyForReviewAt, other.readyForReviewAt),
                Part.later(commits, other.commits),
                Part.later(sizes, other.sizes));
    }

    @Override
    public boolean saysTheSameAs(PullRequestState other) {
        return standing.fingerprint().equals(other.standing.fingerprint())
                && labels.all().equals(other.labels.all())
                && Part.saySame(author, other.author)
                && Part.saySame(readyForReviewAt, other.readyForReviewAt)
                && Part.saySame(commits, other.commits)
                && Part.saySame(sizes, other.sizes);
    }

    /** Whether the two make no difference to what deployments deliver. */
    boolean deliversLike(PullRequestState other) {
        return state == other.state
                && Objects.equals(mergeCommitSha, other.mergeCommitSha)
                && labels.all().equals(other.labels.all())
                && Part.saySame(commits, other.commits);
    }
}
