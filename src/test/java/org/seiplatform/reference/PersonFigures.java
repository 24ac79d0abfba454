package org.seiplatform.reference;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.reference.People.Person;

/** What one person did in the repositories of a scope: commits, pull requests, and what they gave to those of others. */
final class PersonFigures {

    private final Derived derived;
    private final Person person;
    private final MetricQuestion question;
    private final MetricPeriod period;
    private final Set<UUID> repositories;

    PersonFigures(Derived derived, Person person, MetricQuestion question, MetricPeriod period) {
        this.derived = derived;
        this.person = person;
        this.question = question;
        this.period = period;
        this.repositories = derived.history().repositoriesOf(question.scope());
    }

    /** Theirs, without merges, committed in the period. */
    List<CommitFact> commits() {
        return derived.history().commits().stream()
                .filter(commit -> repositories.contains(commit.repositoryId()))
                .filter(commit -> period.contains(commit.committedAt()))
                .filter(commit -> !commit.merge() && isPerson(commit.repositoryId(), commit.author()))
                .toList();
    }

    int activeDays() {
        Set<LocalDate> days = new HashSet<>();
        commits()
                .forEach(commit -> days.add(
                        commit.committedAt().atZone(question.timeZone()).toLocalDate()));
        return days.size();
    }

    long linesAdded() {
        return commits().stream()
                .mapToLong(commit -> commit.linesAdded() == null ? 0 : commit.linesAdded())
                .sum();
    }

    long linesDeleted() {
        return commits().stream()
                .mapToLong(commit -> commit.linesDeleted() == null ? 0 : commit.linesDeleted())
                .sum();
    }

    int opened() {
        return (int)
                own().stream().filter(pull -> period.contains(pull.openedAt())).count();
    }

    /** Their own pull requests merged in the period. */
    List<PullRequestFact> merged() {
        return own().stream()
                .filter(PullRequestFact::merged)
                .filter(pull -> period.contains(pull.mergedAt()))
                .toList();
    }

    List<Double> sizes() {
        List<Double> sizes = new ArrayList<>();
        for (PullRequestFact pull : merged()) {
            if (pull.linesAdded() != null && pull.linesDeleted() != null) {
                sizes.add((double) pull.linesAdded() + pull.linesDeleted());
            }
        }
        return sizes;
    }

    /** How long their own pull requests waited for someone else. */
    Percentiles pickup() {
        return Percentiles.of(merged().stream()
                .map(pull -> new PullRequestStages(derived, question, pull).pickup())
                .flatMap(Optional::stream)
                .map(Durations::seconds)
                .toList());
    }

    /** Reviews submitted in the period to pull requests of others. */
    int reviewsGiven() {
        int given = 0;
        for (PullRequestFact pull : ofOthers()) {
            for (PullRequestFact.Review review : pull.reviews()) {
                given += period.contains(review.submittedAt()) && isPerson(pull.repositoryId(), review.reviewer())
                        ? 1
                        : 0;
            }
        }
        return given;
    }

    /** Review comments made in the period on pull requests of others. */
    int commentsGiven() {
        int given = 0;
        for (PullRequestFact pull : ofOthers()) {
            for (PullRequestFact.Comment comment : pull.comments()) {
                given += period.contains(comment.submittedAt()) && isPerson(pull.repositoryId(), comment.author())
                        ? 1
                        : 0;
            }
        }
        return given;
    }

    /** Their changes behind change lead time. */
    List<LeadTime> changes() {
        return new DoraFigures(derived, question, period)
                .leadTimes().stream()
                        .filter(change -> isPerson(
                                change.commit().repositoryId(), change.commit().author()))
                        .toList();
    }

    /** How many deployments delivered at least one of these. */
    int deployments() {
        return (int) changes().stream()
                .map(change -> change.delivery().key())
                .distinct()
                .count();
    }

    private List<PullRequestFact> own() {
        return inScope().stream()
                .filter(pull -> isPerson(pull.repositoryId(), pull.author()))
                .toList();
    }

    private List<PullRequestFact> ofOthers() {
        return inScope().stream()
                .filter(pull -> !isPerson(pull.repositoryId(), pull.author()))
                .toList();
    }

    private List<PullRequestFact> inScope() {
        return derived.history().pullRequests().stream()
                .filter(pull -> repositories.contains(pull.repositoryId()))
                .toList();
    }

    private boolean isPerson(UUID repositoryId, @Nullable PersonFact named) {
        return Objects.equals(derived.people().find(repositoryId, named).orElse(null), person);
    }
}
