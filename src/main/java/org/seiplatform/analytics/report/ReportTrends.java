package org.seiplatform.analytics.report;

import org.seiplatform.analytics.trend.MetricFamily;
import org.seiplatform.analytics.trend.TrendMetric;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How flow and activity over time are read off what their queries answer. */
@Configuration(proxyBeanMethods = false)
class ReportTrends {

    @Bean
    MetricFamily<FlowFigures> ofPullRequests(PullRequestQueries queries) {
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

    @Bean
    MetricFamily<ActivityFigures> ofActivity(ActivityQueries queries) {
        return new MetricFamily<>(queries::figures)
                .withCount(TrendMetric.COMMITS, ActivityFigures::commits)
                .withCount(TrendMetric.ACTIVE_DAYS, ActivityFigures::activeDays)
                .withCount(TrendMetric.AUTHORS, ActivityFigures::authors)
                .with(TrendMetric.LINES_ADDED, figures -> (double) figures.linesAdded(), ActivityFigures::commits)
                .with(TrendMetric.LINES_DELETED, figures -> (double) figures.linesDeleted(), ActivityFigures::commits);
    }
}
