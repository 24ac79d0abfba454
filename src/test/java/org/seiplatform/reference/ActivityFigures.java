package org.seiplatform.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.reference.People.Person;

/**
 * "Activity".
 *
 * <p>Choices: bots count "never in people", so they are no authors and make no day active; commits and lines are figures of the
 * code, not of people, so those of bots are among them, and the counts equal those of {@code git log --no-merges}. Commits of
 * unknown authors are in all of it but the authors; an unstated number of lines adds 0; a commit belongs to the period of its
 * committed_at, whatever its branch.
 */
final class ActivityFigures {

    private final Derived derived;
    private final MetricQuestion question;
    private final MetricPeriod period;

    ActivityFigures(Derived derived, MetricQuestion question, MetricPeriod period) {
        this.derived = derived;
        this.question = question;
        this.period = period;
    }

    ActivityAnswer answer() {
        List<CommitFact> commits = commits();
        List<CommitFact> ofPeople =
                commits.stream().filter(commit -> !byBot(commit)).toList();
        return new ActivityAnswer(
                commits.size(),
                commits.size() - ofPeople.size(),
                (int) ofPeople.stream()
                        .map(commit ->
                                commit.committedAt().atZone(question.timeZone()).toLocalDate())
                        .distinct()
                        .count(),
                (int) ofPeople.stream()
                        .flatMap(commit -> author(commit).stream())
                        .distinct()
                        .count(),
                commits.stream()
                        .mapToLong(commit -> orZero(commit.linesAdded()))
                        .sum(),
                commits.stream()
                        .mapToLong(commit -> orZero(commit.linesDeleted()))
                        .sum());
    }

    private boolean byBot(CommitFact commit) {
        return author(commit).map(derived.people()::bot).orElse(false);
    }

    /** Commits of the scope, without merges, committed in the period: those of bots and of unknown persons, too. */
    List<CommitFact> commits() {
        Set<UUID> repositories = derived.history().repositoriesOf(question.scope());
        List<CommitFact> commits = new ArrayList<>();
        for (CommitFact commit : derived.history().commits()) {
            if (repositories.contains(commit.repositoryId())
                    && !commit.merge()
                    && period.contains(commit.committedAt())) {
                commits.add(commit);
            }
        }
        return commits;
    }

    /** How many of {@link #commits()} have no author with an identity. */
    int withoutKnownPerson() {
        return (int)
                commits().stream().filter(commit -> author(commit).isEmpty()).count();
    }

    private Optional<Person> author(CommitFact commit) {
        return derived.people().find(commit.repositoryId(), commit.author());
    }

    private static int orZero(@Nullable Integer lines) {
        return lines == null ? 0 : lines;
    }
}
