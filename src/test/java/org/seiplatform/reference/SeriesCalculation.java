package org.seiplatform.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trends: any metric by bucket. "A bucket without data is null for medians and rates and 0 for counts."
 *
 * <p>Choice: the sample of a count is what it counts, that of lines the commits.
 */
final class SeriesCalculation {

    /** Every metric that a trend can show. */
    static final List<String> METRICS = List.of(
            "deployment_frequency",
            "deployments",
            "deployment_days",
            "failed_attempts",
            "change_lead_time",
            "changes",
            "change_fail_rate",
            "failed_deployment_recovery_time",
            "deployment_rework_rate",
            "time_to_restore",
            "incidents_opened",
            "coding_time",
            "pickup_time",
            "review_time",
            "deploy_time",
            "cycle_time",
            "pull_requests_opened",
            "pull_requests_merged",
            "pull_requests_closed_unmerged",
            "pull_request_size",
            "reviews_per_pull_request",
            "comments_per_pull_request",
            "merged_without_review",
            "review_load",
            "commits",
            "active_days",
            "authors",
            "lines_added",
            "lines_deleted");

    private final Derived derived;
    private final MetricQuestion question;

    SeriesCalculation(Derived derived, MetricQuestion question) {
        this.derived = derived;
        this.question = question;
    }

    /** @param granularity {@code hourly}, {@code daily}, {@code weekly} or {@code monthly} */
    List<Map<String, @Nullable Object>> buckets(String metric, String granularity, MetricPeriod period) {
        List<Map<String, @Nullable Object>> buckets = new ArrayList<>();
        for (MetricPeriod bucket : Buckets.of(period, granularity, question.timeZone())) {
            Point point = point(metric, bucket);
            buckets.add(ExpectedAnswer.fields(
                    "start",
                    bucket.start(),
                    "end",
                    bucket.end(),
                    "value",
                    point.value(),
                    "sample_size",
                    point.sampleSize()));
        }
        return buckets;
    }

    private record Point(@Nullable Double value, long sampleSize) {}

    private static Point count(long count) {
        return new Point((double) count, count);
    }

    private static Point median(Percentiles percentiles) {
        return new Point(percentiles.p50(), percentiles.sampleSize());
    }

    private Point point(String metric, MetricPeriod bucket) {
        return switch (metric) {
            case "commits", "active_days", "authors", "lines_added", "lines_deleted" -> ofActivity(metric, bucket);
            case "time_to_restore" -> median(new IncidentFigures(derived, question, bucket).timeToRestore());
            case "incidents_opened" ->
                count(new IncidentFigures(derived, question, bucket).opened().size());
            case "coding_time", "pickup_time", "review_time", "deploy_time", "cycle_time" -> ofStages(metric, bucket);
            default ->
                metric.contains("pull_request") || metric.contains("review")
                        ? ofPullRequests(metric, bucket)
                        : ofDeployments(metric, bucket);
        };
    }

    private Point ofDeployments(String metric, MetricPeriod bucket) {
        DoraFigures dora = new DoraFigures(derived, question, bucket);
        return switch (metric) {
            case "deployment_frequency" -> new Point(dora.perDay(), dora.count());
            case "deployments" -> count(dora.count());
            case "deployment_days" -> count(dora.deploymentDays().size());
            case "failed_attempts" -> count(dora.failedAttempts());
            case "change_lead_time" -> median(dora.leadTime());
            case "changes" -> count(dora.leadTimes().size());
            case "change_fail_rate" -> new Point(dora.failRate(), dora.failRate() == null ? 0 : dora.attempts());
            case "failed_deployment_recovery_time" -> median(dora.recovery());
            case "deployment_rework_rate" -> new Point(dora.reworkRate(), dora.count());
            default -> throw new IllegalArgumentException(metric);
        };
    }

    private Point ofStages(String metric, MetricPeriod bucket) {
        PullRequestAnswer flow = new PullRequestFigures(derived, question, bucket).answer();
        return median(
                switch (metric) {
                    case "coding_time" -> flow.coding();
                    case "pickup_time" -> flow.pickup();
                    case "review_time" -> flow.review();
                    case "deploy_time" -> flow.deploy();
                    default -> flow.cycle();
                });
    }

    private Point ofPullRequests(String metric, MetricPeriod bucket) {
        PullRequestFigures figures = new PullRequestFigures(derived, question, bucket);
        PullRequestAnswer flow = figures.answer();
        return switch (metric) {
            case "pull_requests_opened" -> count(flow.opened());
            case "pull_requests_merged" -> count(flow.merged());
            case "pull_requests_closed_unmerged" -> count(flow.closedUnmerged());
            case "pull_request_size" ->
                new Point(flow.sizeMedian(), figures.sizes().size());
            case "reviews_per_pull_request" -> new Point(flow.reviewsPerPullRequest(), flow.merged());
            case "comments_per_pull_request" -> new Point(flow.commentsPerPullRequest(), flow.merged());
            case "merged_without_review" -> new Point(flow.mergedWithoutReview(), flow.merged());
            case "review_load" ->
                new Point(flow.reviewLoadGini(), figures.reviewLoad().size());
            default -> throw new IllegalArgumentException(metric);
        };
    }

    private Point ofActivity(String metric, MetricPeriod bucket) {
        ActivityAnswer activity = new ActivityFigures(derived, question, bucket).answer();
        return switch (metric) {
            case "commits" -> count(activity.commits());
            case "active_days" -> count(activity.activeDays());
            case "authors" -> count(activity.authors());
            case "lines_added" -> new Point((double) activity.linesAdded(), activity.commits());
            default -> new Point((double) activity.linesDeleted(), activity.commits());
        };
    }
}
