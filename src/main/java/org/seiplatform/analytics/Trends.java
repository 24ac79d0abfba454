package org.seiplatform.analytics;

import java.time.Instant;
import java.util.List;
import org.seiplatform.analytics.Series.Bucket;
import org.springframework.stereotype.Service;

/** Any metric as a series of buckets: the query of the metric, asked for many periods at once. */
@Service
public class Trends {

    private final List<MetricFamily<?>> families;

    Trends(
            DeploymentQueries deployments,
            LeadTimeQueries leadTimes,
            RestoreQueries restores,
            PullRequestQueries pullRequests,
            ActivityQueries activity) {
        this.families = List.of(
                ofDeployments(deployments),
                ofLeadTimes(leadTimes),
                ofRestores(restores),
                ofPullRequests(pullRequests),
                ofActivity(activity));
    }

    public Series series(Scope scope, Period period, TrendMetric metric, Granularity granularity) {
        List<Instant> bounds = granularity.cut(period, scope.timeZone());
        MetricFamily<?> family = families.stream()
                .filter(candidate -> candidate.has(metric))
                .findFirst()
                .orElseThrow();
        return new Series(
                scope.reference(),
                period,
                scope.environment(),
                metric,
                metric.unit(),
                granularity,
                scope.timeZone().getId(),
                scope.dataAsOf(),
                family.buckets(scope, metric, bounds));
    }

    private static MetricFamily<DeploymentFigures> ofDeployments(DeploymentQueries queries) {
        return new MetricFamily<>(queries::figures)
                .with(
                        TrendMetric.DEPLOYMENT_FREQUENCY,
                        (figures, scope, bucket) -> new Bucket(
                                bucket.start(),
                                bucket.end(),
                                DeploymentFrequency.perDay(figures, bucket.days()),
                                figures.count()))
                .withCount(TrendMetric.DEPLOYMENTS, DeploymentFigures::count)
                .withCount(
                        TrendMetric.DEPLOYMENT_DAYS, figures -> figures.days().size())
                .withCount(TrendMetric.FAILED_ATTEMPTS, DeploymentFigures::failedAttempts)
                .with(
                        TrendMetric.CHANGE_FAIL_RATE,
                        (figures, scope, bucket) -> new Bucket(
                                bucket.start(),
                                bucket.end(),
                                ChangeFailRate.ratio(figures, scope),
                                ChangeFailRate.sampleSize(figures, scope)))
                .with(
                        TrendMetric.FAILED_DEPLOYMENT_RECOVERY_TIME,
                        figures -> figures.recovery().p50(),
                        DeploymentFigures::recovered)
                .with(TrendMetric.DEPLOYMENT_REWORK_RATE, DeploymentReworkRate::ratio, DeploymentFigures::count);
    }

    private static MetricFamily<LeadTimeFigures> ofLeadTimes(LeadTimeQueries queries) {
        return new MetricFamily<>(queries::figures)
                .with(
                        TrendMetric.CHANGE_LEAD_TIME,
                        figures -> figures.leadTime().p50(),
                        LeadTimeFigures::changes)
                .withCount(TrendMetric.CHANGES, LeadTimeFigures::changes);
    }

    private static MetricFamily<RestoreFigures> ofRestores(RestoreQueries queries) {
        return new MetricFamily<>(queries::figures)
                .with(
                        TrendMetric.TIME_TO_RESTORE,
                        figures -> figures.timeToRestore().median(),
                        figures -> figures.timeToRestore().size())
                .withCount(TrendMetric.INCIDENTS_OPENED, RestoreFigures::opened);
    }

    private static MetricFamily<FlowFigures> ofPullRequests(PullRequestQueries queries) {
        return new MetricFamily<>(queries::figures)
                .with(
                        TrendMetric.CODING_TIME,
                        figures -> figures.coding().median(),
                        figures -> figures.coding().size())
                .with(
                        TrendMetric.PICKUP_TIME,
                        figures -> figures.pickup().median(),
                        figures -> figures.pickup().size())
                .with(
                        TrendMetric.REVIEW_TIME,
                        figures -> figures.review().median(),
                        figures -> figures.review().size())
                .with(
                        TrendMetric.DEPLOY_TIME,
                        figures -> figures.deploy().median(),
                        figures -> figures.deploy().size())
                .with(
                        TrendMetric.CYCLE_TIME,
                        figures -> figures.cycle().median(),
                        figures -> figures.cycle().size())
                .withCount(TrendMetric.PULL_REQUESTS_OPENED, FlowFigures::opened)
                .withCount(TrendMetric.PULL_REQUESTS_MERGED, FlowFigures::merged)
                .withCount(TrendMetric.PULL_REQUESTS_CLOSED_UNMERGED, FlowFigures::closedUnmerged)
                .with(TrendMetric.PULL_REQUEST_SIZE, FlowFigures::sizeMedian, FlowFigures::sized)
                .with(TrendMetric.REVIEWS_PER_PULL_REQUEST, FlowFigures::reviewsPerPullRequest, FlowFigures::merged)
                .with(TrendMetric.COMMENTS_PER_PULL_REQUEST, FlowFigures::commentsPerPullRequest, FlowFigures::merged)
                .with(TrendMetric.MERGED_WITHOUT_REVIEW, FlowFigures::mergedWithoutReview, FlowFigures::merged)
                .with(TrendMetric.REVIEW_LOAD, FlowFigures::reviewLoad, FlowFigures::reviewers);
    }

    private static MetricFamily<ActivityFigures> ofActivity(ActivityQueries queries) {
        return new MetricFamily<>(queries::figures)
                .withCount(TrendMetric.COMMITS, ActivityFigures::commits)
                .withCount(TrendMetric.ACTIVE_DAYS, ActivityFigures::activeDays)
                .withCount(TrendMetric.AUTHORS, ActivityFigures::authors)
                .with(TrendMetric.LINES_ADDED, figures -> (double) figures.linesAdded(), ActivityFigures::commits)
                .with(TrendMetric.LINES_DELETED, figures -> (double) figures.linesDeleted(), ActivityFigures::commits);
    }
}
