package org.seiplatform.reference;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.seiplatform.reference.ExpectedAnswer.Better;
import org.seiplatform.reference.People.Person;

/** The report on a scope: "Pull-request flow" and "Other figures", each against the period before. */
final class ReportCalculation {

    private final Derived derived;
    private final MetricQuestion question;
    private final MetricPeriod period;
    private final Function<Person, UUID> ids;
    private final PullRequestFigures flow;
    private final PullRequestFigures flowBefore;
    private final IncidentFigures incidents;
    private final IncidentFigures incidentsBefore;

    /** @param ids what the service calls each person */
    ReportCalculation(Derived derived, MetricQuestion question, MetricPeriod period, Function<Person, UUID> ids) {
        this.derived = derived;
        this.question = question;
        this.period = period;
        this.ids = ids;
        this.flow = new PullRequestFigures(derived, question, period);
        this.flowBefore = new PullRequestFigures(derived, question, period.previous());
        this.incidents = new IncidentFigures(derived, question, period);
        this.incidentsBefore = new IncidentFigures(derived, question, period.previous());
    }

    /** @param now against which deployments in progress are measured */
    Map<String, @Nullable Object> answer(Instant now) {
        return ExpectedAnswer.fields(
                "activity",
                activity(),
                "cycle_time",
                cycleTime(),
                "pull_requests",
                pullRequests(),
                "reviews",
                reviews(),
                "time_to_restore",
                timeToRestore(),
                "collaboration",
                collaboration(),
                "data_quality",
                dataQuality(now));
    }

    private Map<String, @Nullable Object> activity() {
        ActivityAnswer here = new ActivityFigures(derived, question, period).answer();
        ActivityAnswer before = new ActivityFigures(derived, question, period.previous()).answer();
        return ExpectedAnswer.fields(
                "commits",
                ExpectedAnswer.count(here.commits(), before.commits()),
                "bot_commits",
                ExpectedAnswer.count(here.botCommits(), before.botCommits()),
                "active_days",
                ExpectedAnswer.count(here.activeDays(), before.activeDays()),
                "authors",
                ExpectedAnswer.count(here.authors(), before.authors()),
                "lines_added",
                ExpectedAnswer.count(here.linesAdded(), before.linesAdded()),
                "lines_deleted",
                ExpectedAnswer.count(here.linesDeleted(), before.linesDeleted()));
    }

    private Map<String, @Nullable Object> cycleTime() {
        PullRequestAnswer here = flow.answer();
        PullRequestAnswer before = flowBefore.answer();
        return ExpectedAnswer.fields(
                "coding",
                ExpectedAnswer.duration(here.coding(), before.coding(), unless("no_commits"), Better.LOWER),
                "pickup",
                ExpectedAnswer.duration(here.pickup(), before.pickup(), unless("no_reviews"), Better.LOWER),
                "review",
                ExpectedAnswer.duration(here.review(), before.review(), unless("no_reviews"), Better.LOWER),
                "deploy",
                ExpectedAnswer.duration(here.deploy(), before.deploy(), unless("no_deployments"), Better.LOWER),
                "cycle",
                ExpectedAnswer.duration(here.cycle(), before.cycle(), unless("no_commits"), Better.LOWER),
                "cycle_not_deployed",
                here.cycleNotDeployed());
    }

    private Map<String, @Nullable Object> pullRequests() {
        PullRequestAnswer here = flow.answer();
        PullRequestAnswer before = flowBefore.answer();
        return ExpectedAnswer.fields(
                "opened",
                ExpectedAnswer.count(here.opened(), before.opened()),
                "merged",
                ExpectedAnswer.count(here.merged(), before.merged()),
                "closed_unmerged",
                ExpectedAnswer.count(here.closedUnmerged(), before.closedUnmerged()),
                "open_now",
                here.openNow(),
                "size",
                ExpectedAnswer.figure(
                        here.sizeMedian(),
                        before.sizeMedian(),
                        "lines",
                        flow.sizes().size(),
                        unless("no_sizes"),
                        Better.LOWER));
    }

    private Map<String, @Nullable Object> reviews() {
        PullRequestAnswer here = flow.answer();
        PullRequestAnswer before = flowBefore.answer();
        return ExpectedAnswer.fields(
                "reviews_per_pull_request",
                perPullRequest(here.reviewsPerPullRequest(), before.reviewsPerPullRequest(), "count", Better.NEITHER),
                "comments_per_pull_request",
                perPullRequest(here.commentsPerPullRequest(), before.commentsPerPullRequest(), "count", Better.NEITHER),
                "merged_without_review",
                perPullRequest(here.mergedWithoutReview(), before.mergedWithoutReview(), "ratio", Better.LOWER),
                "review_load",
                ExpectedAnswer.figure(
                        here.reviewLoadGini(),
                        before.reviewLoadGini(),
                        "ratio",
                        flow.reviewLoad().size(),
                        "no_reviews",
                        Better.LOWER));
    }

    private Map<String, @Nullable Object> perPullRequest(
            @Nullable Double here, @Nullable Double before, String unit, Better better) {
        return ExpectedAnswer.figure(here, before, unit, flow.merged().size(), "no_pull_requests", better);
    }

    /** Why a stage has no data where there are pull requests; where there are none, that is why. */
    private String unless(String noData) {
        return flow.merged().isEmpty() ? "no_pull_requests" : noData;
    }

    private Map<String, @Nullable Object> timeToRestore() {
        Map<String, @Nullable Object> fields = ExpectedAnswer.duration(
                incidents.timeToRestore(), incidentsBefore.timeToRestore(), "no_incidents", Better.LOWER);
        fields.put(
                "incidents_opened",
                ExpectedAnswer.count(
                        incidents.opened().size(), incidentsBefore.opened().size()));
        return fields;
    }

    private Map<String, @Nullable Object> collaboration() {
        return collaboration(
                new CollaborationOracle(derived, question, period, meeting -> true),
                new CollaborationOracle(derived, question, period.previous(), meeting -> true),
                ids);
    }

    /** Who met whom, of whichever meetings. */
    static Map<String, @Nullable Object> collaboration(
            CollaborationOracle here, CollaborationOracle before, Function<Person, UUID> ids) {
        return ExpectedAnswer.fields(
                "pairs",
                here.pairs(ids),
                "pair_count",
                here.pairCount(),
                "across_teams",
                ExpectedAnswer.figure(
                        here.acrossTeams(),
                        before.acrossTeams(),
                        "ratio",
                        here.betweenMembers(),
                        "no_reviews",
                        Better.NEITHER));
    }

    /** @param now against which deployments in progress are measured */
    Map<String, @Nullable Object> dataQuality(Instant now) {
        DataQualityFigures figures = new DataQualityFigures(derived, question, period);
        DataQualityAnswer here = figures.answer(now);
        DataQualityAnswer before = new DataQualityFigures(derived, question, period.previous()).answer(now);
        Comparator<Instant> order = Comparator.nullsFirst(Comparator.naturalOrder());
        List<Map<String, @Nullable Object>> latestEvents = derived.history().repositoriesOf(question.scope()).stream()
                .sorted(Comparator.comparing(
                                (UUID repository) -> here.latestEvents().get(repository), order)
                        .thenComparing(repository ->
                                derived.history().repository(repository).label()))
                .limit(100)
                .map(repository -> ExpectedAnswer.fields(
                        "repository_id", repository, "at", here.latestEvents().get(repository)))
                .toList();
        return ExpectedAnswer.fields(
                "deployments_with_known_commits",
                ExpectedAnswer.figure(
                        here.deploymentsWithKnownCommits(),
                        before.deploymentsWithKnownCommits(),
                        "ratio",
                        figures.successes().size(),
                        "no_deployments",
                        Better.HIGHER),
                "incidents_linked_by_rule",
                ExpectedAnswer.figure(
                        here.linkedByRule(),
                        before.linkedByRule(),
                        "ratio",
                        incidents.linked().size(),
                        "no_incidents",
                        Better.LOWER),
                "commits_without_known_person",
                ExpectedAnswer.count(here.commitsWithoutKnownPerson(), before.commitsWithoutKnownPerson()),
                "negative_durations",
                ExpectedAnswer.fields(
                        "lead_times",
                        here.negativeDurations().leadTimes(),
                        "recoveries",
                        here.negativeDurations().recoveries(),
                        "pull_request_stages",
                        here.negativeDurations().pullRequestStages(),
                        "restorations",
                        here.negativeDurations().restorations()),
                "stuck_deployments",
                here.stuckDeployments(),
                "repositories",
                derived.history().repositoriesOf(question.scope()).size(),
                "latest_events",
                latestEvents);
    }
}
