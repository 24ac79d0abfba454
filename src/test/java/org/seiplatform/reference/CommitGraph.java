package org.seiplatform.reference;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The commits of one repository that were received ("known"), and what can be reached from one. */
final class CommitGraph {

    private final RepositoryFact repository;
    private final Map<String, CommitFact> known = new HashMap<>();

    CommitGraph(RepositoryFact repository, List<CommitFact> commits) {
        this.repository = repository;
        commits.stream()
                .filter(commit -> commit.repositoryId().equals(repository.id()))
                .forEach(commit -> known.put(commit.sha(), commit));
    }

    /** The commit, or null if it was never received. */
    @Nullable
    CommitFact commit(String sha) {
        return known.get(sha);
    }

    /**
     * The commit itself and all ancestors that stated parents lead to, known or not. One that was never received ends the
     * walk: it is reached, but what is behind it is not.
     */
    Set<String> reach(String sha) {
        Set<String> reached = new LinkedHashSet<>(Set.of(sha));
        Deque<String> next = new ArrayDeque<>(reached);
        while (!next.isEmpty()) {
            CommitFact commit = known.get(next.remove());
            if (commit != null && commit.parents() != null) {
                commit.parents().stream().filter(reached::add).forEach(next::add);
            }
        }
        return reached;
    }

    /** Whether any of these is known while nobody stated its parents. */
    boolean anyWithUnstatedParents(Set<String> shas) {
        return shas.stream().map(known::get).anyMatch(commit -> commit != null && commit.parents() == null);
    }

    /** Known commits of the default branch committed after {@code after} (null: ever) and no later than {@code until}. */
    Set<String> committedOnDefaultBranch(@Nullable Instant after, Instant until) {
        Set<String> shas = new HashSet<>();
        for (CommitFact commit : known.values()) {
            boolean late = after == null || commit.committedAt().isAfter(after);
            if (onDefaultBranch(commit) && late && !commit.committedAt().isAfter(until)) {
                shas.add(commit.sha());
            }
        }
        return shas;
    }

    /** Whether it is on the default branch, or nobody said on which. */
    boolean onDefaultBranch(CommitFact commit) {
        return commit.branch() == null || repository.isDefault(commit.branch());
    }
}
