package org.seiplatform.source.git;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.Event.Person;

/**
 * A commit as git tells it.
 *
 * @param author by the mailmap; null if the commit names none that can be read
 * @param authoredAt null if the commit has no such time
 * @param size what it changes against its only parent, or against nothing; null where that cannot be told
 */
record GitCommit(
        String sha,
        List<String> parents,
        @Nullable Person author,
        @Nullable Instant authoredAt,
        @Nullable Person committer,
        @Nullable Instant committedAt,
        String message,
        @Nullable Size size) {

    /** @param files files of any kind; one that was renamed counts once */
    record Size(int linesAdded, int linesDeleted, int files) {}

    boolean isMerge() {
        return parents.size() > 1;
    }

    GitCommit withoutSize() {
        return new GitCommit(sha, parents, author, authoredAt, committer, committedAt, message, null);
    }
}
