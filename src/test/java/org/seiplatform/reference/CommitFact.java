package org.seiplatform.reference;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A commit as stated at {@code updatedAt}; natural key: repository and sha.
 *
 * @param parents empty for a root, null where nobody stated them
 * @param branch a branch that holds it; null where nobody stated one
 */
record CommitFact(
        UUID repositoryId,
        String sha,
        @Nullable List<String> parents,
        @Nullable PersonFact author,
        @Nullable PersonFact committer,
        Instant authoredAt,
        Instant committedAt,
        @Nullable String message,
        @Nullable Integer linesAdded,
        @Nullable Integer linesDeleted,
        @Nullable Integer filesChanged,
        @Nullable String branch,
        Instant updatedAt)
        implements Fact {

    /** Whether it has two or more parents; with unstated parents it is taken for an ordinary commit. */
    boolean merge() {
        return parents != null && parents.size() >= 2;
    }

    @Override
    public CommitFact renamed(UnaryOperator<UUID> ids) {
        return new CommitFact(
                ids.apply(repositoryId),
                sha,
                parents,
                author,
                committer,
                authoredAt,
                committedAt,
                message,
                linesAdded,
                linesDeleted,
                filesChanged,
                branch,
                updatedAt);
    }

    Key key() {
        return new Key(repositoryId, sha);
    }

    /** What identifies a commit. */
    record Key(UUID repositoryId, String sha) {}
}
