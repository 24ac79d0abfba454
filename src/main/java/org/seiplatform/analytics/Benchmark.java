package org.seiplatform.analytics;

import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;
import org.seiplatform.organization.BenchmarkThresholds;

/**
 * A named set of thresholds that turns figures into ratings.
 *
 * <p>{@code dora_2023} holds the performance clusters of the 2023 Accelerate State of DevOps report, the last whose clusters
 * are monotonic (metrics.md, "Ratings"). An organization may replace any metric's thresholds by its own; the comparisons stay.
 */
public record Benchmark(
        String name,
        Thresholds deploymentFrequency,
        Thresholds changeLeadTime,
        Thresholds changeFailRate,
        Thresholds failedDeploymentRecoveryTime) {

    private static final double HOUR = 3600;
    private static final double DAY = 24 * HOUR;

    public static final Benchmark DORA_2023 = new Benchmark(
            "dora_2023",
            new Thresholds(1, 1.0 / 7, 1.0 / 30),
            new Thresholds(DAY, 7 * DAY, 30 * DAY),
            new Thresholds(0.05, 0.10, 0.15),
            new Thresholds(HOUR, DAY, 7 * DAY));

    /** @param own the organization's thresholds; null where it has none */
    static Benchmark of(String name, @Nullable BenchmarkThresholds own) {
        if (own == null) {
            return DORA_2023;
        }
        return new Benchmark(
                name,
                Thresholds.of(own.deploymentFrequency(), DORA_2023.deploymentFrequency),
                Thresholds.of(own.changeLeadTime(), DORA_2023.changeLeadTime),
                Thresholds.of(own.changeFailRate(), DORA_2023.changeFailRate),
                Thresholds.of(own.failedDeploymentRecoveryTime(), DORA_2023.failedDeploymentRecoveryTime));
    }

    /** The limits of the three upper ratings, in the metric's own unit. */
    public record Thresholds(double elite, double high, double medium) {

        private static Thresholds of(BenchmarkThresholds.@Nullable Thresholds own, Thresholds published) {
            return own == null ? published : new Thresholds(own.elite(), own.high(), own.medium());
        }

        private Rating rate(DoublePredicate elite, DoublePredicate high, DoublePredicate medium) {
            if (elite.test(this.elite)) {
                return Rating.ELITE;
            }
            if (high.test(this.high)) {
                return Rating.HIGH;
            }
            return medium.test(this.medium) ? Rating.MEDIUM : Rating.LOW;
        }
    }

    /** @param perDay successful deployments a day */
    public @Nullable Rating rateDeploymentFrequency(@Nullable Double perDay) {
        return perDay == null
                ? null
                : deploymentFrequency.rate(limit -> perDay > limit, limit -> perDay >= limit, limit -> perDay >= limit);
    }

    /** @param seconds the median */
    public @Nullable Rating rateChangeLeadTime(@Nullable Double seconds) {
        return rateBelow(changeLeadTime, seconds);
    }

    /** @param ratio 0..1 */
    public @Nullable Rating rateChangeFailRate(@Nullable Double ratio) {
        return ratio == null
                ? null
                : changeFailRate.rate(limit -> ratio <= limit, limit -> ratio <= limit, limit -> ratio <= limit);
    }

    /** @param seconds the median */
    public @Nullable Rating rateFailedDeploymentRecoveryTime(@Nullable Double seconds) {
        return rateBelow(failedDeploymentRecoveryTime, seconds);
    }

    private static @Nullable Rating rateBelow(Thresholds thresholds, @Nullable Double value) {
        return value == null
                ? null
                : thresholds.rate(limit -> value < limit, limit -> value < limit, limit -> value < limit);
    }
}
