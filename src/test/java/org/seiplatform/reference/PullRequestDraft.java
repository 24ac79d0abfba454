package org.seiplatform.reference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A pull request being told; people are GitHub logins. */
final class PullRequestDraft {

    private UUID repositoryId = HistoryBuilder.R;
    private final long number;
    private String author = "author";
    private String state = "open";
    private final Instant openedAt;
    private @Nullable Instant readyForReviewAt;
    private @Nullable Instant mergedAt;
    private @Nullable Instant closedAt;
    private @Nullable String mergeCommitSha;
    private List<String> labels = List.of();
    private @Nullable List<PullRequestFact.IncludedCommit> commits;
    private @Nullable Integer linesAdded;
    private @Nullable Integer linesDeleted;
    private final List<PullRequestFact.Review> reviews = new ArrayList<>();
    private final List<PullRequestFact.Comment> comments = new ArrayList<>();
    private Instant updatedAt;

    PullRequestDraft(long number, Instant openedAt) {
        this.number = number;
        this.openedAt = openedAt;
        this.updatedAt = openedAt;
    }

    PullRequestDraft of(UUID repository) {
        this.repositoryId = repository;
        return this;
    }

    PullRequestDraft by(String login) {
        this.author = login;
        return this;
    }

    PullRequestDraft ready(String time) {
        this.readyForReviewAt = HistoryBuilder.at(time);
        return this;
    }

    PullRequestDraft merged(String time, String commit) {
        this.state = "merged";
        this.mergedAt = HistoryBuilder.at(time);
        this.mergeCommitSha = HistoryBuilder.sha(commit);
        return this;
    }

    PullRequestDraft closed(String time) {
        this.state = "closed";
        this.closedAt = HistoryBuilder.at(time);
        return this;
    }

    PullRequestDraft labelled(String... names) {
        this.labels = List.of(names);
        return this;
    }

    /** One more commit of its branch. */
    PullRequestDraft commit(String name, String authoredAt) {
        List<PullRequestFact.IncludedCommit> all = new ArrayList<>(commits == null ? List.of() : commits);
        all.add(new PullRequestFact.IncludedCommit(HistoryBuilder.sha(name), HistoryBuilder.at(authoredAt)));
        this.commits = all;
        return this;
    }

    PullRequestDraft lines(int added, int deleted) {
        this.linesAdded = added;
        this.linesDeleted = deleted;
        return this;
    }

    PullRequestDraft review(String login, String time) {
        Instant at = HistoryBuilder.at(time);
        String id = "review-" + reviews.size();
        reviews.add(new PullRequestFact.Review(id, PersonFact.login(login), "commented", at));
        return this;
    }

    PullRequestDraft comment(String login, String time) {
        Instant at = HistoryBuilder.at(time);
        String id = "comment-" + comments.size();
        comments.add(new PullRequestFact.Comment(id, PersonFact.login(login), at));
        return this;
    }

    PullRequestDraft stated(String time) {
        this.updatedAt = HistoryBuilder.at(time);
        return this;
    }

    PullRequestFact fact() {
        return new PullRequestFact(
                repositoryId,
                number,
                "Change something",
                PersonFact.login(author),
                state,
                openedAt,
                readyForReviewAt,
                mergedAt,
                closedAt,
                mergeCommitSha,
                null,
                null,
                labels,
                commits,
                linesAdded,
                linesDeleted,
                List.copyOf(reviews),
                List.copyOf(comments),
                updatedAt);
    }
}
