package org.seiplatform.reference;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.testing.Choices;

/**
 * Makes up commits: mostly one upon the other, with branches, merges, further roots, reverts, parents that nobody stated and
 * clocks that disagree.
 */
final class CommitWriter {

    private static final List<Optional<String>> BRANCHES = List.of(
            Optional.of("main"),
            Optional.empty(),
            Optional.of("main"),
            Optional.of("feature/x"),
            Optional.of("main"),
            Optional.empty(),
            Optional.of("main"),
            Optional.of("master"));

    private final HistoryWriter writer;
    private final Set<CommitFact> missing = new HashSet<>();
    private Instant clock = HistoryWriter.BEGINNING;

    CommitWriter(HistoryWriter writer) {
        this.writer = writer;
    }

    void write(Choices choices) {
        clock = HistoryWriter.fraction(HistoryWriter.halfHoursAfter(clock, choices.below(112)), choices);
        UUID repository = writer.repository(choices);
        List<CommitFact> mine = writer.commitsOf(repository);
        boolean sized = !choices.onceIn(4);
        CommitFact commit = new CommitFact(
                repository,
                HistoryWriter.sha("commit " + writer.commits.size()),
                choices.onceIn(12) ? null : parents(choices, mine),
                HistoryWriter.person(choices),
                choices.onceIn(3) ? HistoryWriter.person(choices) : null,
                choices.onceIn(15)
                        ? clock.plus(Duration.ofHours(70))
                        : clock.minus(Duration.ofHours(choices.below(72))),
                clock,
                message(choices, mine),
                sized ? choices.below(200) : null,
                sized ? choices.below(100) : null,
                sized ? choices.below(9) : null,
                choices.of(BRANCHES).orElse(null),
                clock.plusSeconds(60));
        writer.commits.add(commit);
        if (choices.onceIn(15)) {
            missing.add(commit);
        }
    }

    /** Those that somebody sent. */
    List<CommitFact> received() {
        return writer.commits.stream()
                .filter(commit -> !missing.contains(commit))
                .toList();
    }

    private static List<String> parents(Choices choices, List<CommitFact> mine) {
        int shape = choices.below(20);
        if (mine.isEmpty() || shape == 19) {
            return List.of();
        }
        String last = mine.getLast().sha();
        String other = choices.of(mine).sha();
        if (shape < 13) {
            return List.of(last);
        }
        return shape < 16 || other.equals(last) ? List.of(other) : List.of(last, other);
    }

    private static @Nullable String message(Choices choices, List<CommitFact> mine) {
        List<@Nullable String> messages = new ArrayList<>();
        messages.add("Change something");
        messages.add("This reverts nothing");
        messages.add(null);
        if (!mine.isEmpty()) {
            String reverted = mine.get(mine.size() - 1 - choices.below(Math.min(mine.size(), 8)))
                    .sha();
            messages.add("Revert \"Change something\"\n\nThis reverts commit " + reverted + ".");
            messages.add("Undo\n\nThis reverts commit " + reverted.substring(0, 7) + ", reversing\nchanges.");
        }
        return choices.onceIn(2) ? messages.get(choices.below(messages.size())) : "Change something";
    }
}
