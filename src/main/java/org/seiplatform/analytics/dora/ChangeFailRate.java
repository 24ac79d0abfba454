package org.seiplatform.analytics.dora;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import org.seiplatform.analytics.Measure;
import org.seiplatform.analytics.Measure.Reason;
import org.seiplatform.analytics.Measure.Unit;
import org.seiplatform.analytics.Period;
import org.seiplatform.analytics.Rating;
import org.seiplatform.analytics.Scope;
import org.seiplatform.analytics.Trend;
import org.seiplatform.analytics.Trend.Better;

/**
 * The share of successful deployments that failed their users (metrics.md, 3).
 *
 * @param failed how many did; with the organization's {@code count_failed_attempts}, failed attempts among them
 */
public record ChangeFailRate(@JsonUnwrapped Measure measure, long failed) {

    static ChangeFailRate of(DeploymentFigures current, DeploymentFigures previous, Period period, Scope scope) {
        Double value = ratio(current, scope);
        Rating rating = period.rated() ? scope.benchmark().rateChangeFailRate(value) : null;
        return new ChangeFailRate(
                Measure.of(
                        value,
                        Unit.RATIO,
                        rating,
                        reason(value, current, scope, period),
                        sampleSize(current, scope),
                        Trend.of(value, ratio(previous, scope), Better.LOWER)),
                failed(current, scope));
    }

    static @Nullable Double ratio(DeploymentFigures figures, Scope scope) {
        boolean silent = !scope.incidentsReceived() && failed(figures, scope) == 0;
        long total = total(figures, scope);
        return total == 0 || silent ? null : failed(figures, scope) / (double) total;
    }

    /** The deployments that the rate is a share of; none where there is no rate. */
    static long sampleSize(DeploymentFigures figures, Scope scope) {
        return ratio(figures, scope) == null ? 0 : total(figures, scope);
    }

    private static long failed(DeploymentFigures figures, Scope scope) {
        return figures.failed() + (scope.countFailedAttempts() ? figures.failingAttempts() : 0);
    }

    private static long total(DeploymentFigures figures, Scope scope) {
        return figures.count() + (scope.countFailedAttempts() ? figures.failingAttempts() : 0);
    }

    private static @Nullable Reason reason(
            @Nullable Double value, DeploymentFigures current, Scope scope, Period period) {
        if (value == null) {
            return total(current, scope) == 0 ? Reason.NO_DEPLOYMENTS : Reason.NO_FAILURE_SIGNAL;
        }
        return period.rated() ? null : Reason.PERIOD_TOO_SHORT;
    }
}
