package org.seiplatform.analytics.dora;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import org.seiplatform.analytics.Benchmark;
import org.seiplatform.analytics.Measure;
import org.seiplatform.analytics.Measure.Reason;
import org.seiplatform.analytics.Measure.Unit;
import org.seiplatform.analytics.Percentiles;
import org.seiplatform.analytics.Period;
import org.seiplatform.analytics.Rating;
import org.seiplatform.analytics.Trend;
import org.seiplatform.analytics.Trend.Better;

/**
 * From the finish of a failed deployment to its recovery, in seconds; the value is the median (metrics.md, 4).
 *
 * @param open failed deployments of the period that have not recovered; they are not in the median
 */
public record FailedDeploymentRecoveryTime(
        @JsonUnwrapped Measure measure, @JsonUnwrapped Percentiles distribution, long open) {

    static FailedDeploymentRecoveryTime of(
            DeploymentFigures current, DeploymentFigures previous, Period period, Benchmark benchmark) {
        Double value = current.recovery().p50();
        Rating rating = period.rated() ? benchmark.rateFailedDeploymentRecoveryTime(value) : null;
        return new FailedDeploymentRecoveryTime(
                Measure.of(
                        value,
                        Unit.SECONDS,
                        rating,
                        reason(value, current, period),
                        current.recovered(),
                        Trend.of(value, previous.recovery().p50(), Better.LOWER)),
                current.recovery(),
                current.failed() - current.recovered());
    }

    private static @Nullable Reason reason(@Nullable Double value, DeploymentFigures current, Period period) {
        if (value != null) {
            return period.rated() ? null : Reason.PERIOD_TOO_SHORT;
        }
        if (current.count() == 0) {
            return Reason.NO_DEPLOYMENTS;
        }
        return current.failed() == 0 ? Reason.NO_FAILURES : Reason.NOT_RECOVERED;
    }
}
