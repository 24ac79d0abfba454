package org.seiplatform.fact.commit;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.developer.privacy.ErasedWords;
import org.seiplatform.fact.Event;
import org.seiplatform.fact.FactKind;
import org.seiplatform.fact.Texts;

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
        implements Event {

    @Override
    public FactKind factKind() {
        return FactKind.COMMIT;
    }

    @Override
    public Instant happenedAt() {
        return committedAt;
    }

    @Override
    public @Nullable UUID changedRepository() {
        return repositoryId;
    }

    @Override
    public Set<UUID> namedRepositories() {
        return Set.of(repositoryId);
    }

    @Override
    public List<Participant> participants() {
        return List.of(new Participant(author, authoredAt), new Participant(committer, committedAt));
    }

    @Override
    public CommitEvent without(ErasedWords erased) {
        return new CommitEvent(
                repositoryId,
                sha,
                parents,
                author,
                committer,
                authoredAt,
                authoredAtAssumed,
                committedAt,
                Texts.without(erased, message),
                linesAdded,
                linesDeleted,
                filesChanged,
                Texts.labelWithout(erased, branch),
                updatedAt);
    }
}
