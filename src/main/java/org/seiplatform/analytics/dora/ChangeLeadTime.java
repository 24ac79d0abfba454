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

/** From the authoring of a change to its delivery, in seconds; the value is the median over changes (metrics.md, 2). */
public record ChangeLeadTime(
        @JsonUnwrapped Measure measure, @JsonUnwrapped Percentiles distribution) {

    static ChangeLeadTime of(
            LeadTimeFigures current,
            LeadTimeFigures previous,
            boolean anyDeployments,
            Period period,
            Benchmark benchmark) {
        Double value = current.leadTime().p50();
        Rating rating = period.rated() ? benchmark.rateChangeLeadTime(value) : null;
        return new ChangeLeadTime(
                Measure.of(
                        value,
                        Unit.SECONDS,
                        rating,
                        reason(value, anyDeployments, period),
                        current.changes(),
                        Trend.of(value, previous.leadTime().p50(), Better.LOWER)),
                current.leadTime());
    }

    private static @Nullable Reason reason(@Nullable Double value, boolean anyDeployments, Period period) {
        if (value == null) {
            return anyDeployments ? Reason.NO_CHANGES : Reason.NO_DEPLOYMENTS;
        }
        return period.rated() ? null : Reason.PERIOD_TOO_SHORT;
    }
}
