package org.seiplatform.analytics.trend;

import org.seiplatform.analytics.Measure.Unit;

/** What a series can show. */
public enum TrendMetric {
    DEPLOYMENT_FREQUENCY(Unit.PER_DAY),
    DEPLOYMENTS(Unit.COUNT),
    DEPLOYMENT_DAYS(Unit.COUNT),
    FAILED_ATTEMPTS(Unit.COUNT),
    CHANGE_LEAD_TIME(Unit.SECONDS),
    CHANGES(Unit.COUNT),
    CHANGE_FAIL_RATE(Unit.RATIO),
    FAILED_DEPLOYMENT_RECOVERY_TIME(Unit.SECONDS),
    DEPLOYMENT_REWORK_RATE(Unit.RATIO),
    TIME_TO_RESTORE(Unit.SECONDS),
    INCIDENTS_OPENED(Unit.COUNT),
    CODING_TIME(Unit.SECONDS),
    PICKUP_TIME(Unit.SECONDS),
    REVIEW_TIME(Unit.SECONDS),
    DEPLOY_TIME(Unit.SECONDS),
    CYCLE_TIME(Unit.SECONDS),
    PULL_REQUESTS_OPENED(Unit.COUNT),
    PULL_REQUESTS_MERGED(Unit.COUNT),
    PULL_REQUESTS_CLOSED_UNMERGED(Unit.COUNT),
    PULL_REQUEST_SIZE(Unit.LINES),
    REVIEWS_PER_PULL_REQUEST(Unit.COUNT),
    COMMENTS_PER_PULL_REQUEST(Unit.COUNT),
    MERGED_WITHOUT_REVIEW(Unit.RATIO),
    REVIEW_LOAD(Unit.RATIO),
    COMMITS(Unit.COUNT),
    ACTIVE_DAYS(Unit.COUNT),
    AUTHORS(Unit.COUNT),
    LINES_ADDED(Unit.LINES),
    LINES_DELETED(Unit.LINES);

    private final Unit unit;

    TrendMetric(Unit unit) {
        this.unit = unit;
    }

    Unit unit() {
        return unit;
    }
}
