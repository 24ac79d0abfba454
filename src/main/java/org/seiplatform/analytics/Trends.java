package org.seiplatform.analytics;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.seiplatform.analytics.Series.Bucket;
import org.springframework.stereotype.Service;

/** Any metric as a series of buckets: the query of the metric, asked for many periods at once. */
@Service
class Trends {

    private final DeploymentQueries deployments;
    private final LeadTimeQueries leadTimes;

    Trends(DeploymentQueries deployments, LeadTimeQueries leadTimes) {
        this.deployments = deployments;
        this.leadTimes = leadTimes;
    }

    Series series(Scope scope, Period period, TrendMetric metric, Granularity granularity, ZoneId timeZone) {
        List<Instant> bounds = granularity.cut(period, timeZone);
        List<Period> buckets = IntStream.range(1, bounds.size())
                .mapToObj(end -> new Period(bounds.get(end - 1), bounds.get(end)))
                .toList();
        return new Series(
                scope.reference(),
                period,
                scope.environment(),
                metric,
                metric.unit(),
                granularity,
                timeZone.getId(),
                scope.dataAsOf(),
                buckets(scope, metric, buckets, bounds));
    }

    private List<Bucket> buckets(Scope scope, TrendMetric metric, List<Period> buckets, List<Instant> bounds) {
        return switch (metric) {
            case CHANGE_LEAD_TIME, CHANGES -> {
                List<LeadTimeFigures> figures = leadTimes.figures(scope, bounds);
                yield zip(buckets, index -> ofChanges(metric, buckets.get(index), figures.get(index)));
            }
            case DEPLOYMENT_FREQUENCY,
                    DEPLOYMENTS,
                    DEPLOYMENT_DAYS,
                    FAILED_ATTEMPTS,
                    CHANGE_FAIL_RATE,
                    FAILED_DEPLOYMENT_RECOVERY_TIME,
                    DEPLOYMENT_REWORK_RATE -> {
                List<DeploymentFigures> figures = deployments.figures(scope, bounds);
                yield zip(buckets, index -> ofDeployments(scope, metric, buckets.get(index), figures.get(index)));
            }
        };
    }

    private static Bucket ofChanges(TrendMetric metric, Period bucket, LeadTimeFigures figures) {
        Double value = metric == TrendMetric.CHANGES
                ? Double.valueOf(figures.changes())
                : figures.leadTime().p50();
        return new Bucket(bucket.start(), bucket.end(), value, figures.changes());
    }

    private static Bucket ofDeployments(Scope scope, TrendMetric metric, Period bucket, DeploymentFigures figures) {
        Double value = switch (metric) {
            case DEPLOYMENT_FREQUENCY -> figures.count() / bucket.days();
            case DEPLOYMENTS -> (double) figures.count();
            case DEPLOYMENT_DAYS -> (double) figures.days().size();
            case FAILED_ATTEMPTS -> (double) figures.failedAttempts();
            case CHANGE_FAIL_RATE -> ChangeFailRate.ratio(figures, scope);
            case FAILED_DEPLOYMENT_RECOVERY_TIME -> figures.recovery().p50();
            case DEPLOYMENT_REWORK_RATE -> DeploymentReworkRate.ratio(figures);
            case CHANGE_LEAD_TIME, CHANGES -> throw new IllegalArgumentException(metric.name());
        };
        long sampleSize = switch (metric) {
            case CHANGE_FAIL_RATE -> ChangeFailRate.total(figures, scope);
            case FAILED_DEPLOYMENT_RECOVERY_TIME -> figures.recovered();
            case FAILED_ATTEMPTS -> figures.failedAttempts();
            default -> figures.count();
        };
        return new Bucket(bucket.start(), bucket.end(), value, sampleSize);
    }

    private static List<Bucket> zip(List<Period> buckets, java.util.function.IntFunction<Bucket> bucket) {
        return IntStream.range(0, buckets.size()).mapToObj(bucket).toList();
    }
}
