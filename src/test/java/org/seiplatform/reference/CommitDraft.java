package org.seiplatform.reference;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A commit being told. */
final class CommitDraft {

    private UUID repositoryId = HistoryBuilder.R;
    private final String sha;
    private @Nullable List<String> parents;
    private @Nullable PersonFact author = PersonFact.email("author@example.org");
    private @Nullable PersonFact committer;
    private Instant authoredAt;
    private final Instant committedAt;
    private @Nullable String message = "Change something";
    private @Nullable Integer linesAdded;
    private @Nullable Integer linesDeleted;
    private @Nullable String branch;
    private Instant updatedAt;

    CommitDraft(String name, Instant time, String... parents) {
        this.sha = HistoryBuilder.sha(name);
        this.authoredAt = time;
        this.committedAt = time;
        this.updatedAt = time;
        this.parents = Stream.of(parents).map(HistoryBuilder::sha).toList();
    }

    CommitDraft of(UUID repository) {
        this.repositoryId = repository;
        return this;
    }

    CommitDraft parentsUnstated() {
        this.parents = null;
        return this;
    }

    CommitDraft authored(String time) {
        this.authoredAt = HistoryBuilder.at(time);
        return this;
    }

    CommitDraft by(@Nullable PersonFact person) {
        this.author = person;
        return this;
    }

    CommitDraft committedBy(PersonFact person) {
        this.committer = person;
        return this;
    }

    CommitDraft saying(String words) {
        this.message = words;
        return this;
    }

    CommitDraft on(String name) {
        this.branch = name;
        return this;
    }

    CommitDraft lines(int added, int deleted) {
        this.linesAdded = added;
        this.linesDeleted = deleted;
        return this;
    }

    CommitDraft stated(String time) {
        this.updatedAt = HistoryBuilder.at(time);
        return this;
    }

    CommitFact fact() {
        return new CommitFact(
                repositoryId,
                sha,
                parents,
                author,
                committer,
                authoredAt,
                committedAt,
                message,
                linesAdded,
                linesDeleted,
                null,
                branch,
                updatedAt);
    }
}
