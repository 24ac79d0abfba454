package org.seiplatform.reference;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.seiplatform.reference.People.Person;

/**
 * "Pull-request flow".
 *
 * <p>Choices: reviews and comments per pull request, like the review load, count those of other persons only; a pull request
 * was merged without review if no other person ever reviewed or commented it, be it after the merge; the size is known where
 * both counts of lines are; dismissed reviews are reviews.
 */
final class PullRequestFigures {

    private final MetricPeriod period;
    private final List<PullRequestFact> inScope;
    private final List<PullRequestStages> stages = new ArrayList<>();

    PullRequestFigures(Derived derived, MetricQuestion question, MetricPeriod period) {
        this.period = period;
        Set<UUID> repositories = derived.history().repositoriesOf(question.scope());
        this.inScope = derived.history().pullRequests().stream()
                .filter(pull -> repositories.contains(pull.repositoryId()))
                .toList();
        merged().forEach(pull -> stages.add(new PullRequestStages(derived, question, pull)));
    }

    PullRequestAnswer answer() {
        return new PullRequestAnswer(
                percentiles(PullRequestStages::coding),
                percentiles(PullRequestStages::pickup),
                percentiles(PullRequestStages::review),
                percentiles(PullRequestStages::deploy),
                percentiles(PullRequestStages::cycle),
                (int) stages.stream()
                        .filter(stage -> stage.cycle().isPresent() && !stage.deployed())
                        .count(),
                count(pull -> period.contains(pull.openedAt())),
                stages.size(),
                count(pull -> pull.state().equals("closed") && period.contains(pull.closedAt())),
                count(pull -> pull.state().equals("open")),
                Percentiles.median(sizes()),
                perPullRequest(stage -> stage.reviews().size()),
                perPullRequest(stage -> stage.comments().size()),
                perPullRequest(stage -> stage.reviewed() ? 0 : 1),
                Gini.of(reviewLoad().values()));
    }

    /** The rows behind the figures: those merged in the period. */
    List<PullRequestFact> merged() {
        return inScope.stream()
                .filter(PullRequestFact::merged)
                .filter(pull -> period.contains(pull.mergedAt()))
                .toList();
    }

    /** How many reviews each person wrote of others' pull requests merged in the period. */
    Map<Person, Long> reviewLoad() {
        Map<Person, Long> load = new HashMap<>();
        for (PullRequestStages stage : stages) {
            for (PullRequestFact.Review review : stage.reviews()) {
                load.merge(stage.reviewer(review).orElseThrow(), 1L, Long::sum);
            }
        }
        return load;
    }

    /** How many stages were measured below 0. */
    int negativeStages() {
        return (int) stages.stream()
                .flatMap(stage -> Stream.of(stage.pickup(), stage.review(), stage.deploy(), stage.cycle()))
                .flatMap(Optional::stream)
                .filter(Duration::isNegative)
                .count();
    }

    private Percentiles percentiles(Function<PullRequestStages, Optional<Duration>> stage) {
        return Percentiles.of(stages.stream()
                .flatMap(stages -> stage.apply(stages).stream())
                .map(Durations::seconds)
                .toList());
    }

    private int count(Predicate<PullRequestFact> which) {
        return (int) inScope.stream().filter(which).count();
    }

    /** Lines added and deleted of each merged one whose size is known. */
    List<Double> sizes() {
        List<Double> sizes = new ArrayList<>();
        for (PullRequestFact pull : merged()) {
            if (pull.linesAdded() != null && pull.linesDeleted() != null) {
                sizes.add((double) pull.linesAdded() + pull.linesDeleted());
            }
        }
        return sizes;
    }

    private @Nullable Double perPullRequest(Function<PullRequestStages, Integer> number) {
        return stages.isEmpty() ? null : stages.stream().mapToInt(number::apply).sum() / (double) stages.size();
    }
}
