package org.seiplatform.analytics;

import static org.seiplatform.analytics.TrendMetric.CHANGES;
import static org.seiplatform.analytics.TrendMetric.CHANGE_FAIL_RATE;
import static org.seiplatform.analytics.TrendMetric.CHANGE_LEAD_TIME;
import static org.seiplatform.analytics.TrendMetric.DEPLOYMENTS;
import static org.seiplatform.analytics.TrendMetric.DEPLOYMENT_DAYS;
import static org.seiplatform.analytics.TrendMetric.DEPLOYMENT_FREQUENCY;
import static org.seiplatform.analytics.TrendMetric.DEPLOYMENT_REWORK_RATE;
import static org.seiplatform.analytics.TrendMetric.FAILED_ATTEMPTS;
import static org.seiplatform.analytics.TrendMetric.FAILED_DEPLOYMENT_RECOVERY_TIME;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.seiplatform.analytics.Series.Bucket;
import org.springframework.stereotype.Service;

/** Any metric as a series of buckets: the query of the metric, asked for many periods at once. */
@Service
public class Trends {

    private final List<Family<?>> families;

    Trends(DeploymentQueries deployments, LeadTimeQueries leadTimes) {
        this.families = List.of(
                new Family<>(
                        deployments::figures,
                        Map.of(
                                DEPLOYMENT_FREQUENCY,
                                of(
                                        (figures, scope, days) -> DeploymentFrequency.perDay(figures, days),
                                        (figures, scope) -> figures.count()),
                                DEPLOYMENTS,
                                of(
                                        (figures, scope, days) -> (double) figures.count(),
                                        (figures, scope) -> figures.count()),
                                DEPLOYMENT_DAYS,
                                of(
                                        (figures, scope, days) ->
                                                (double) figures.days().size(),
                                        (figures, scope) -> figures.count()),
                                FAILED_ATTEMPTS,
                                of(
                                        (figures, scope, days) -> (double) figures.failedAttempts(),
                                        (figures, scope) -> figures.failedAttempts()),
                                CHANGE_FAIL_RATE,
                                of(
                                        (figures, scope, days) -> ChangeFailRate.ratio(figures, scope),
                                        (figures, scope) -> ChangeFailRate.total(figures, scope)),
                                FAILED_DEPLOYMENT_RECOVERY_TIME,
                                of(
                                        (figures, scope, days) ->
                                                figures.recovery().p50(),
                                        (figures, scope) -> figures.recovered()),
                                DEPLOYMENT_REWORK_RATE,
                                of(
                                        (figures, scope, days) -> DeploymentReworkRate.ratio(figures),
                                        (figures, scope) -> figures.count()))),
                new Family<>(
                        leadTimes::figures,
                        Map.of(
                                CHANGE_LEAD_TIME,
                                of(
                                        (figures, scope, days) ->
                                                figures.leadTime().p50(),
                                        (figures, scope) -> figures.changes()),
                                CHANGES,
                                of(
                                        (figures, scope, days) -> (double) figures.changes(),
                                        (figures, scope) -> figures.changes()))));
    }

    public Series series(Scope scope, Period period, TrendMetric metric, Granularity granularity) {
        List<Instant> bounds = granularity.cut(period, scope.timeZone());
        Family<?> family = families.stream()
                .filter(candidate -> candidate.readings().containsKey(metric))
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

    private static <F> Reading<F> of(Value<F> value, SampleSize<F> sampleSize) {
        return new Reading<>(value, sampleSize);
    }

    /** Figures that one query answers together, with the metrics that can be read off them. */
    private record Family<F>(BiFunction<Scope, List<Instant>, List<F>> query, Map<TrendMetric, Reading<F>> readings) {

        List<Bucket> buckets(Scope scope, TrendMetric metric, List<Instant> bounds) {
            Reading<F> reading = readings.get(metric);
            if (reading == null) {
                throw new IllegalArgumentException(metric.name());
            }
            List<F> figures = query.apply(scope, bounds);
            return IntStream.range(0, figures.size())
                    .mapToObj(index -> reading.bucket(
                            figures.get(index), scope, new Period(bounds.get(index), bounds.get(index + 1))))
                    .toList();
        }
    }

    private record Reading<F>(Value<F> value, SampleSize<F> sampleSize) {

        Bucket bucket(F figures, Scope scope, Period bucket) {
            return new Bucket(
                    bucket.start(),
                    bucket.end(),
                    value.of(figures, scope, bucket.days()),
                    sampleSize.of(figures, scope));
        }
    }

    private interface Value<F> {

        @Nullable
        Double of(F figures, Scope scope, double days);
    }

    private interface SampleSize<F> {

        long of(F figures, Scope scope);
    }
}
