package org.seiplatform.analytics.trend;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.seiplatform.analytics.Period;
import org.seiplatform.analytics.Scope;
import org.seiplatform.analytics.trend.Series.Bucket;

/**
 * Figures that one query answers together, with the metrics that can be read off them.
 *
 * @param <F> the figures of one period
 */
public final class MetricFamily<F> {

    private final BiFunction<Scope, List<Instant>, List<F>> query;
    private final Map<TrendMetric, Reading<F>> readings = new EnumMap<>(TrendMetric.class);

    /** @param query answers the figures of each period between two neighbouring bounds */
    public MetricFamily(BiFunction<Scope, List<Instant>, List<F>> query) {
        this.query = query;
    }

    /** A metric whose value depends on the figures alone; {@code sampleSize} is what it was computed from. */
    public MetricFamily<F> with(TrendMetric metric, Value<F> value, ToLongFunction<F> sampleSize) {
        return with(
                metric,
                (figures, scope, bucket) ->
                        new Bucket(bucket.start(), bucket.end(), value.of(figures), sampleSize.applyAsLong(figures)));
    }

    /** A metric that counts: its value is its own sample size, and 0 where there is nothing. */
    public MetricFamily<F> withCount(TrendMetric metric, ToLongFunction<F> count) {
        return with(metric, figures -> (double) count.applyAsLong(figures), count);
    }

    public MetricFamily<F> with(TrendMetric metric, Reading<F> reading) {
        readings.put(metric, reading);
        return this;
    }

    boolean has(TrendMetric metric) {
        return readings.containsKey(metric);
    }

    /** @throws IllegalArgumentException if the metric is not of this family */
    List<Bucket> buckets(Scope scope, TrendMetric metric, List<Instant> bounds) {
        Reading<F> reading = readings.get(metric);
        if (reading == null) {
            throw new IllegalArgumentException(metric.name());
        }
        List<F> figures = query.apply(scope, bounds);
        return IntStream.range(0, figures.size())
                .mapToObj(index ->
                        reading.bucket(figures.get(index), scope, new Period(bounds.get(index), bounds.get(index + 1))))
                .toList();
    }

    /** How a metric is read off the figures of one period. */
    public interface Reading<F> {

        Bucket bucket(F figures, Scope scope, Period bucket);
    }

    /** A value in the unit of its metric; null where there is no data. */
    public interface Value<F> {

        @Nullable
        Double of(F figures);
    }
}
