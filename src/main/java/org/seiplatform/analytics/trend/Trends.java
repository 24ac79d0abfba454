package org.seiplatform.analytics.trend;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.seiplatform.analytics.Period;
import org.seiplatform.analytics.Scope;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Any metric as a series of buckets: the query of the metric, asked for many periods at once. */
@Service
@Transactional(readOnly = true)
public class Trends {

    private final Map<TrendMetric, MetricFamily<?>> families;

    /** @throws IllegalStateException if not every metric is of one family, so that the service does not start */
    Trends(List<MetricFamily<?>> families) {
        this.families = new EnumMap<>(TrendMetric.class);
        for (TrendMetric metric : TrendMetric.values()) {
            List<MetricFamily<?>> having =
                    families.stream().filter(family -> family.has(metric)).toList();
            if (having.size() != 1) {
                throw new IllegalStateException("Of %d metric families: %s".formatted(having.size(), metric));
            }
            this.families.put(metric, having.getFirst());
        }
    }

    public Series series(Scope scope, Period period, TrendMetric metric, Granularity granularity) {
        List<Instant> bounds = granularity.cut(period, scope.timeZone());
        MetricFamily<?> family = Objects.requireNonNull(families.get(metric));
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
