package org.seiplatform.fact.pullrequest;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.People;
import org.seiplatform.fact.Texts;
import org.seiplatform.fact.merge.Fingerprint;
import org.seiplatform.fact.merge.Precedence;
import org.seiplatform.fact.merge.State;
import org.seiplatform.fact.merge.TimestampedField;
import org.seiplatform.platform.persistence.Columns;
import org.seiplatform.platform.persistence.NameKey;

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
        Precedence precedence,
        @Nullable TimestampedField<Author> author,
        @Nullable TimestampedField<Instant> readyForReviewAt,
        @Nullable TimestampedField<Commits> commits,
        @Nullable TimestampedField<Sizes> sizes)
        implements State<PullRequestState.Key, PullRequestState> {

    record Key(UUID repositoryId, long number) {}

    /**
     * Its labels, in the order of their keys: names that differ in case alone are one label.
     *
     * @param added those among them that were put on at the very time of the statement
     */
    record Labels(List<String> all, List<String> added) {

        /** Of one label in two spellings; the same whichever came first. */
        private static final BinaryOperator<String> SPELLING = BinaryOperator.minBy(Comparator.naturalOrder());

        static Labels of(PullRequestEvent event) {
            List<String> all = unique(event.labels().stream(), (first, second) -> first);
            return new Labels(all, only(all, keys(event.addedLabels())));
        }

        /**
         * What holds after two statements of one time, whichever came first: a label that both show, or that one of them put on.
         * One that was taken off is not shown by the statement that took it.
         */
        Labels and(Labels other) {
            List<String> bothAdded = unique(Stream.concat(added.stream(), other.added.stream()), SPELLING);
            List<String> bothShow = unique(
                    Stream.concat(only(all, keys(other.all)).stream(), only(other.all, keys(all)).stream()), SPELLING);
            return new Labels(unique(Stream.concat(bothShow.stream(), bothAdded.stream()), SPELLING), bothAdded);
        }

        /** What two statements have in common that say the same. */
        List<String> keys() {
            return keys(all);
        }

        private static List<String> keys(List<String> labels) {
            return labels.stream().map(NameKey::of).toList();
        }

        private static List<String> only(List<String> labels, List<String> keys) {
            return labels.stream()
                    .filter(label -> keys.contains(NameKey.of(label)))
                    .toList();
        }

        private static List<String> unique(Stream<String> labels, BinaryOperator<String> spelling) {
            return List.copyOf(labels.collect(Collectors.toMap(NameKey::of, label -> label, spelling, TreeMap::new))
                    .values());
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
                new Precedence(
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
                                labels.keys())),
                TimestampedField.of(
                        Author.of(
                                people.identity(event.repositoryId(), event.author()),
                                people.key(event.repositoryId(), event.author())),
                        updatedAt),
                TimestampedField.of(Columns.nullableStored(event.readyForReviewAt()), updatedAt),
                event.commits() == null ? null : new TimestampedField<>(Commits.of(event.commits()), updatedAt),
                sizes == null ? null : new TimestampedField<>(sizes, updatedAt));
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
        PullRequestState base = precedence.yieldsTo(other.precedence) ? other : this;
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
                precedence.updatedAt().equals(other.precedence.updatedAt()) ? labels.and(other.labels) : base.labels,
                base.precedence,
                TimestampedField.later(author, other.author),
                TimestampedField.later(readyForReviewAt, other.readyForReviewAt),
                TimestampedField.later(commits, other.commits),
                TimestampedField.later(sizes, other.sizes));
    }

    @Override
    public boolean saysTheSameAs(PullRequestState other) {
        return precedence.fingerprint().equals(other.precedence.fingerprint())
                && labels.keys().equals(other.labels.keys())
                && TimestampedField.saySame(author, other.author)
                && TimestampedField.saySame(readyForReviewAt, other.readyForReviewAt)
                && TimestampedField.saySame(commits, other.commits)
                && TimestampedField.saySame(sizes, other.sizes);
    }

    /** Whether the two make no difference to what deployments deliver. */
    boolean deliversLike(PullRequestState other) {
        return state == other.state
                && Objects.equals(mergeCommitSha, other.mergeCommitSha)
                && labels.keys().equals(other.labels.keys())
                && TimestampedField.saySame(commits, other.commits);
    }
}
