package org.seiplatform.analytics.trend;

import java.time.Instant;
import java.util.List;
import org.seiplatform.analytics.Period;
import org.seiplatform.analytics.Scope;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Any metric as a series of buckets: the query of the metric, asked for many periods at once. */
@Service
@Transactional(readOnly = true)
public class Trends {

    private final List<MetricFamily<?>> families;

    Trends(List<MetricFamily<?>> families) {
        this.families = families;
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
}
