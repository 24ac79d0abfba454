package org.seiplatform.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.seiplatform.reference.ExpectedAnswer.Better;
import org.seiplatform.reference.People.Person;

/** The report on one developer, and the members of a team report: nothing in them is better or worse than before. */
final class PersonCalculation {

    private final Derived derived;
    private final MetricQuestion question;
    private final MetricPeriod period;
    private final Function<Person, UUID> ids;

    /** @param ids what the service calls each person */
    PersonCalculation(Derived derived, MetricQuestion question, MetricPeriod period, Function<Person, UUID> ids) {
        this.derived = derived;
        this.question = question;
        this.period = period;
        this.ids = ids;
    }

    Map<String, @Nullable Object> answer(Person person) {
        PersonFigures here = new PersonFigures(derived, person, question, period);
        PersonFigures before = new PersonFigures(derived, person, question, period.previous());
        boolean merged = !here.merged().isEmpty();
        return ExpectedAnswer.fields(
                "developer",
                ExpectedAnswer.fields(
                        "id", ids.apply(person), "bot", derived.people().bot(person)),
                "activity",
                ExpectedAnswer.fields(
                        "commits",
                        ExpectedAnswer.count(
                                here.commits().size(), before.commits().size()),
                        "active_days",
                        ExpectedAnswer.count(here.activeDays(), before.activeDays()),
                        "lines_added",
                        ExpectedAnswer.count(here.linesAdded(), before.linesAdded()),
                        "lines_deleted",
                        ExpectedAnswer.count(here.linesDeleted(), before.linesDeleted())),
                "pull_requests",
                ExpectedAnswer.fields(
                        "opened",
                        ExpectedAnswer.count(here.opened(), before.opened()),
                        "merged",
                        ExpectedAnswer.count(
                                here.merged().size(), before.merged().size()),
                        "size",
                        ExpectedAnswer.figure(
                                Percentiles.median(here.sizes()),
                                Percentiles.median(before.sizes()),
                                "lines",
                                here.sizes().size(),
                                merged ? "no_sizes" : "no_pull_requests",
                                Better.NEITHER),
                        "pickup",
                        ExpectedAnswer.duration(
                                here.pickup(),
                                before.pickup(),
                                merged ? "no_reviews" : "no_pull_requests",
                                Better.NEITHER)),
                "reviews",
                ExpectedAnswer.fields(
                        "reviews_given",
                        ExpectedAnswer.count(here.reviewsGiven(), before.reviewsGiven()),
                        "comments_given",
                        ExpectedAnswer.count(here.commentsGiven(), before.commentsGiven())),
                "deliveries",
                ExpectedAnswer.fields(
                        "deployments",
                        ExpectedAnswer.count(here.deployments(), before.deployments()),
                        "change_lead_time",
                        ExpectedAnswer.duration(leadTime(here), leadTime(before), "no_changes", Better.NEITHER)),
                "collaboration",
                ReportCalculation.collaboration(meetings(person, period), meetings(person, period.previous()), ids));
    }

    /** What the members of a team did, bots left out, by id. */
    List<Map<String, @Nullable Object>> members(TeamFact team) {
        List<Map<String, @Nullable Object>> members = new ArrayList<>();
        team.members().stream()
                .map(derived.people()::person)
                .distinct()
                .filter(person -> !derived.people().bot(person))
                .sorted(Comparator.comparing(person -> ids.apply(person).toString()))
                .forEach(person -> {
                    PersonFigures figures = new PersonFigures(derived, person, question, period);
                    members.add(ExpectedAnswer.fields(
                            "developer",
                            ExpectedAnswer.fields("id", ids.apply(person)),
                            "role",
                            "member",
                            "commits",
                            figures.commits().size(),
                            "pull_requests_merged",
                            figures.merged().size(),
                            "reviews_given",
                            figures.reviewsGiven()));
                });
        return members;
    }

    private CollaborationOracle meetings(Person person, MetricPeriod when) {
        return new CollaborationOracle(
                derived,
                question,
                when,
                meeting -> person.equals(meeting.author()) || person.equals(meeting.reviewer()));
    }

    private static Percentiles leadTime(PersonFigures figures) {
        return Percentiles.of(figures.changes().stream().map(LeadTime::seconds).toList());
    }
}
