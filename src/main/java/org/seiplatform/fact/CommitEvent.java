package org.seiplatform.fact;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A commit; natural key: repository and sha.
 *
 * @param sha 40 or 64 lower-case hexadecimal digits
 * @param parents shas of its parents; empty for a root, null where the sender does not know them
 * @param message the whole message; only its subject and the commits it reverts are kept
 * @param linesAdded null where the sender does not know the size; likewise {@code linesDeleted} and {@code filesChanged}
 * @param authoredAtAssumed whether the sender tells one time only, which stands for the other, too
 * @param branch a branch that holds the commit, without {@code refs/heads/}; null where unknown
 */
public record CommitEvent(
        UUID repositoryId,
        String sha,
        @Nullable List<String> parents,
        @Nullable Person author,
        @Nullable Person committer,
        Instant authoredAt,
        boolean authoredAtAssumed,
        Instant committedAt,
        @Nullable String message,
        @Nullable Integer linesAdded,
        @Nullable Integer linesDeleted,
        @Nullable Integer filesChanged,
        @Nullable String branch,
        Instant updatedAt)
        implements Event {}
