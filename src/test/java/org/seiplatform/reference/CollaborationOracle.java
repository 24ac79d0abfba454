package org.seiplatform.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.seiplatform.reference.People.Person;

/**
 * "Collaboration": author and reviewer, both known and no bots, meet once in each merged pull request that the one wrote and
 * the other reviewed or commented.
 */
final class CollaborationOracle {

    private static final int SHOWN = 20;

    private final Derived derived;
    private final List<Meeting> meetings = new ArrayList<>();

    /** @param which of the meetings in the question's scope are meant */
    CollaborationOracle(Derived derived, MetricQuestion question, MetricPeriod period, Predicate<Meeting> which) {
        this.derived = derived;
        for (PullRequestFact pull : new PullRequestFigures(derived, question, period).merged()) {
            derived.people()
                    .human(pull.repositoryId(), pull.author())
                    .ifPresent(author -> meet(new PullRequestStages(derived, question, pull), author, which));
        }
    }

    /** Two people in one pull request. */
    record Meeting(Person author, Person reviewer, int reviews, int comments) {}

    private record Pair(Person author, Person reviewer) {}

    private void meet(PullRequestStages stages, Person author, Predicate<Meeting> which) {
        List<Person> reviewed = stages.reviews().stream()
                .map(review -> stages.reviewer(review).orElseThrow())
                .toList();
        List<Person> commented = stages.comments().stream()
                .map(comment -> stages.commenter(comment).orElseThrow())
                .toList();
        Set<Person> reviewers = new HashSet<>(reviewed);
        reviewers.addAll(commented);
        for (Person reviewer : reviewers) {
            Meeting meeting = new Meeting(author, reviewer, times(reviewer, reviewed), times(reviewer, commented));
            if (which.test(meeting)) {
                meetings.add(meeting);
            }
        }
    }

    private static int times(Person person, List<Person> people) {
        return (int) people.stream().filter(person::equals).count();
    }

    /** Those that met most often; pairs that met equally often come by the identities of author and reviewer. */
    List<Map<String, @Nullable Object>> pairs(Function<Person, UUID> ids) {
        Map<Pair, long[]> pairs = new LinkedHashMap<>();
        for (Meeting meeting : meetings) {
            long[] sums =
                    pairs.computeIfAbsent(new Pair(meeting.author(), meeting.reviewer()), none -> new long[] {0, 0, 0});
            sums[0]++;
            sums[1] += meeting.reviews();
            sums[2] += meeting.comments();
        }
        Comparator<Map.Entry<Pair, long[]>> often = Comparator.comparingLong(entry -> entry.getValue()[0]);
        Comparator<Map.Entry<Pair, long[]>> order = often.thenComparingLong(entry -> entry.getValue()[1])
                .thenComparingLong(entry -> entry.getValue()[2])
                .reversed()
                .thenComparing(entry -> entry.getKey().author().identity().text())
                .thenComparing(entry -> entry.getKey().reviewer().identity().text());
        return pairs.entrySet().stream()
                .sorted(order)
                .limit(SHOWN)
                .map(entry -> ExpectedAnswer.fields(
                        "author",
                        ExpectedAnswer.fields("id", ids.apply(entry.getKey().author())),
                        "reviewer",
                        ExpectedAnswer.fields("id", ids.apply(entry.getKey().reviewer())),
                        "pull_requests",
                        entry.getValue()[0],
                        "reviews",
                        entry.getValue()[1],
                        "comments",
                        entry.getValue()[2]))
                .toList();
    }

    int pairCount() {
        return (int) meetings.stream()
                .map(meeting -> new Pair(meeting.author(), meeting.reviewer()))
                .distinct()
                .count();
    }

    /** How many meetings are of two people who each belong to a team. */
    int betweenMembers() {
        return betweenMembers(meeting -> true);
    }

    /** The share of them without a team in common; null where there are none. */
    @Nullable
    Double acrossTeams() {
        int acrossTeams = betweenMembers(
                meeting -> teams(meeting.author()).stream().noneMatch(teams(meeting.reviewer())::contains));
        return betweenMembers() == 0 ? null : acrossTeams / (double) betweenMembers();
    }

    private int betweenMembers(Predicate<Meeting> which) {
        return (int) meetings.stream()
                .filter(meeting -> !teams(meeting.author()).isEmpty()
                        && !teams(meeting.reviewer()).isEmpty())
                .filter(which)
                .count();
    }

    private List<TeamFact> teams(Person person) {
        return derived.history().teams().stream()
                .filter(team -> team.members().stream()
                        .map(derived.people()::person)
                        .anyMatch(member -> Objects.equals(member, person)))
                .toList();
    }
}
