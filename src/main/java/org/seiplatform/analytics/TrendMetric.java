package org.seiplatform.analytics;

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
    DEPLOYMENT_REWORK_RATE(Unit.RATIO);

    private final Unit unit;

    TrendMetric(Unit unit) {
        this.unit = unit;
    }

    Unit unit() {
        return unit;
    }
}
