package org.seiplatform.fact.commit;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.KnownRepositories;
import org.seiplatform.fact.People;
import org.seiplatform.fact.Texts;
import org.seiplatform.fact.merge.Fingerprint;
import org.seiplatform.fact.merge.Precedence;
import org.seiplatform.fact.merge.State;
import org.seiplatform.fact.merge.TimestampedField;
import org.seiplatform.platform.persistence.Columns;

/**
 * What is known of a commit. The latest statement wins whole, except that parents, sizes and branch have times of their own: a
 * push webhook knows no parents, a CI job no sizes. Who has read when the commit was authored holds against who assumes it, however
 * late.
 *
 * @param authoredAtAssumed whether the one time that was told stands for it
 * @param reverts commits that the message says it reverts, possibly abbreviated
 */
record CommitState(
        Key key,
        Instant authoredAt,
        boolean authoredAtAssumed,
        Instant committedAt,
        @Nullable UUID authorId,
        @Nullable UUID committerId,
        @Nullable String subject,
        List<String> reverts,
        Precedence precedence,
        @Nullable TimestampedField<Parents> parents,
        @Nullable TimestampedField<Sizes> sizes,
        @Nullable TimestampedField<Branch> branch)
        implements State<CommitState.Key, CommitState> {

    record Key(UUID repositoryId, String sha) {}

    /** The parents' shas, first parent first. */
    record Parents(List<String> shas) implements Comparable<Parents> {

        @Override
        public int compareTo(Parents other) {
            return String.join(",", shas).compareTo(String.join(",", other.shas));
        }
    }

    /** What the commit changed; null where unknown. */
    record Sizes(
            @Nullable Integer linesAdded,
            @Nullable Integer linesDeleted,
            @Nullable Integer filesChanged) implements Comparable<Sizes> {

        private static final Comparator<@Nullable Integer> NUMBERS = Comparator.nullsFirst(Comparator.naturalOrder());
        private static final Comparator<Sizes> ORDER = Comparator.comparing(Sizes::linesAdded, NUMBERS)
                .thenComparing(Sizes::linesDeleted, NUMBERS)
                .thenComparing(Sizes::filesChanged, NUMBERS);

        static @Nullable Sizes of(
                @Nullable Integer linesAdded, @Nullable Integer linesDeleted, @Nullable Integer filesChanged) {
            return linesAdded == null && linesDeleted == null && filesChanged == null
                    ? null
                    : new Sizes(linesAdded, linesDeleted, filesChanged);
        }

        @Override
        public int compareTo(Sizes other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * A branch that holds the commit.
     *
     * @param isDefault whether it is the default branch, or was as of the statement
     */
    record Branch(String name, boolean isDefault) implements Comparable<Branch> {

        @Override
        public int compareTo(Branch other) {
            return name.compareTo(other.name);
        }
    }

    /**
     * What an event says.
     *
     * @param people the identities of its people
     * @param repositories which know default branches
     */
    static CommitState of(CommitEvent event, People people, KnownRepositories repositories) {
        String subject = Texts.subject(event.message());
        List<String> reverts = Texts.reverts(event.message());
        Instant updatedAt = Columns.stored(event.updatedAt());
        Sizes sizes = Sizes.of(event.linesAdded(), event.linesDeleted(), event.filesChanged());
        return new CommitState(
                new Key(event.repositoryId(), event.sha()),
                Columns.stored(event.authoredAt()),
                event.authoredAtAssumed(),
                Columns.stored(event.committedAt()),
                people.identity(event.repositoryId(), event.author()),
                people.identity(event.repositoryId(), event.committer()),
                subject,
                reverts,
                new Precedence(
                        updatedAt,
                        0,
                        Fingerprint.of(
                                Columns.stored(event.authoredAt()),
                                Columns.stored(event.committedAt()),
                                people.key(event.repositoryId(), event.author()),
                                people.key(event.repositoryId(), event.committer()),
                                subject,
                                reverts)),
                event.parents() == null
                        ? null
                        : new TimestampedField<>(new Parents(List.copyOf(event.parents())), updatedAt),
                sizes == null ? null : new TimestampedField<>(sizes, updatedAt),
                branch(event.repositoryId(), event.branch(), updatedAt, repositories));
    }

    /** The statement that a commit is on a branch; null where there is none. */
    static @Nullable TimestampedField<Branch> branch(
            UUID repositoryId, @Nullable String name, @Nullable Instant asOf, KnownRepositories repositories) {
        return name == null || asOf == null
                ? null
                : new TimestampedField<>(new Branch(name, repositories.isDefault(repositoryId, name, asOf)), asOf);
    }

    /** Whether two or more parents have been stated. */
    boolean isMerge() {
        return parents != null && parents.content().shas().size() >= 2;
    }

    @Override
    public CommitState merge(CommitState other) {
        CommitState base = yieldsTo(other) ? other : this;
        return new CommitState(
                key,
                base.authoredAt,
                base.authoredAtAssumed,
                base.committedAt,
                base.authorId,
                base.committerId,
                base.subject,
                base.reverts,
                base.precedence,
                TimestampedField.later(parents, other.parents),
                TimestampedField.later(sizes, other.sizes),
                later(branch, other.branch));
    }

    private boolean yieldsTo(CommitState other) {
        return authoredAtAssumed == other.authoredAtAssumed ? precedence.yieldsTo(other.precedence) : authoredAtAssumed;
    }

    /** A statement that the commit is on the default branch is never taken back by one about another branch. */
    private static @Nullable TimestampedField<Branch> later(
            @Nullable TimestampedField<Branch> one, @Nullable TimestampedField<Branch> other) {
        if (one != null
                && other != null
                && one.content().isDefault() != other.content().isDefault()) {
            return one.content().isDefault() ? one : other;
        }
        return TimestampedField.later(one, other);
    }

    @Override
    public boolean saysTheSameAs(CommitState other) {
        return deliversLike(other)
                && authoredAtAssumed == other.authoredAtAssumed
                && Objects.equals(committerId, other.committerId)
                && Objects.equals(subject, other.subject)
                && TimestampedField.saySame(sizes, other.sizes);
    }

    /** Whether the two make no difference to what deployments deliver. */
    boolean deliversLike(CommitState other) {
        return authoredAt.equals(other.authoredAt)
                && committedAt.equals(other.committedAt)
                && Objects.equals(authorId, other.authorId)
                && reverts.equals(other.reverts)
                && TimestampedField.saySame(parents, other.parents)
                && TimestampedField.saySame(branch, other.branch);
    }
}
