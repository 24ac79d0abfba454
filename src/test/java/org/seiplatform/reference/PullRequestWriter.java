package org.seiplatform.reference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.testing.Choices;

/**
 * Makes up pull requests: drafts, merges by commits that were or were not received, commits older and younger than
 * themselves, reviews by others, by bots, by their authors and after the merge.
 */
final class PullRequestWriter {

    private static final List<String> STATES = List.of("merged", "merged", "merged", "open", "closed");
    private static final List<List<String>> LABELS =
            List.of(List.of(), List.of("bug"), List.of(), List.of("Bug", "type/Hotfix", "bug"), List.of("hotfixes"));

    private final HistoryWriter writer;
    private final List<PullRequestFact> pullRequests = new ArrayList<>();

    PullRequestWriter(HistoryWriter writer) {
        this.writer = writer;
    }

    void write(Choices choices) {
        UUID repository = writer.repository(choices);
        List<CommitFact> mine = writer.commitsOf(repository);
        @Nullable CommitFact result = mine.isEmpty() || choices.onceIn(6) ? null : choices.of(mine);
        String state = choices.of(STATES);
        Instant done = result == null
                ? HistoryWriter.halfHoursAfter(HistoryWriter.BEGINNING, choices.below(2_000))
                : result.committedAt().plusSeconds(choices.onceIn(4) ? 7_200 : 0);
        Instant openedAt = HistoryWriter.fraction(HistoryWriter.halfHoursAfter(done, -choices.below(150)), choices);
        boolean sized = !choices.onceIn(4);
        pullRequests.add(new PullRequestFact(
                repository,
                pullRequests.size() + 1L,
                "Change something",
                HistoryWriter.person(choices),
                state,
                openedAt,
                choices.onceIn(3) ? HistoryWriter.halfHoursAfter(openedAt, choices.below(20)) : null,
                state.equals("merged") ? done : null,
                state.equals("closed") ? done : null,
                state.equals("merged") && result != null ? result.sha() : null,
                "feature/x",
                "main",
                choices.of(LABELS),
                choices.onceIn(5) ? null : commits(choices, openedAt),
                sized ? choices.below(500) : null,
                sized ? choices.below(300) : null,
                reviews(choices, openedAt),
                comments(choices, openedAt),
                (state.equals("open") ? openedAt : done).plusSeconds(60)));
    }

    List<PullRequestFact> pullRequests() {
        return pullRequests;
    }

    private static List<PullRequestFact.IncludedCommit> commits(Choices choices, Instant openedAt) {
        List<PullRequestFact.IncludedCommit> commits = new ArrayList<>();
        for (int i = choices.below(3); i > 0; i--) {
            Instant authoredAt = HistoryWriter.halfHoursAfter(openedAt, 10 - choices.below(120));
            commits.add(new PullRequestFact.IncludedCommit(HistoryWriter.sha("of " + i + authoredAt), authoredAt));
        }
        return commits;
    }

    private static List<PullRequestFact.Review> reviews(Choices choices, Instant openedAt) {
        List<PullRequestFact.Review> reviews = new ArrayList<>();
        for (int i = choices.below(4); i > 0; i--) {
            Instant at = HistoryWriter.halfHoursAfter(openedAt, choices.below(100) - 5);
            reviews.add(new PullRequestFact.Review(
                    "review-" + (4 - i),
                    HistoryWriter.person(choices),
                    choices.of(List.of("approved", "commented", "changes_requested", "dismissed")),
                    at));
        }
        return reviews;
    }

    private static List<PullRequestFact.Comment> comments(Choices choices, Instant openedAt) {
        List<PullRequestFact.Comment> comments = new ArrayList<>();
        for (int i = choices.below(3); i > 0; i--) {
            Instant at = HistoryWriter.halfHoursAfter(openedAt, choices.below(100) - 5);
            comments.add(new PullRequestFact.Comment("comment-" + (3 - i), HistoryWriter.person(choices), at));
        }
        return comments;
    }
}
