package org.seiplatform.analytics.dora;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import org.seiplatform.analytics.Measure;
import org.seiplatform.analytics.Measure.Reason;
import org.seiplatform.analytics.Measure.Unit;
import org.seiplatform.analytics.Trend;
import org.seiplatform.analytics.Trend.Better;

/**
 * The share of successful deployments that are hotfixes or rollbacks (metrics.md, 5). Nobody publishes clusters for it, so it
 * is never rated.
 *
 * @param rework how many are
 */
public record DeploymentReworkRate(@JsonUnwrapped Measure measure, long rework) {

    static DeploymentReworkRate of(DeploymentFigures current, DeploymentFigures previous) {
        Double value = ratio(current);
        return new DeploymentReworkRate(
                Measure.of(
                        value,
                        Unit.RATIO,
                        null,
                        value == null ? Reason.NO_DEPLOYMENTS : Reason.NO_BENCHMARK,
                        current.count(),
                        Trend.of(value, ratio(previous), Better.LOWER)),
                current.rework());
    }

    static @Nullable Double ratio(DeploymentFigures figures) {
        return figures.count() == 0 ? null : figures.rework() / (double) figures.count();
    }
}
