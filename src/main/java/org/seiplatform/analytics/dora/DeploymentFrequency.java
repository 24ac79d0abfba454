package org.seiplatform.analytics.dora;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seiplatform.analytics.Benchmark;
import org.seiplatform.analytics.Measure;
import org.seiplatform.analytics.Measure.Reason;
import org.seiplatform.analytics.Measure.Unit;
import org.seiplatform.analytics.Period;
import org.seiplatform.analytics.Rating;
import org.seiplatform.analytics.Trend;
import org.seiplatform.analytics.Trend.Better;

/**
 * Successful deployments a day (metrics.md, 1).
 *
 * @param count successful deployments
 * @param deploymentDays local days with at least one
 * @param medianDeploymentDaysPerWeek over the full ISO weeks of the period; null if it holds none
 * @param failedAttempts attempts that failed or were cancelled
 */
public record DeploymentFrequency(
        @JsonUnwrapped Measure measure,
        long count,
        int deploymentDays,
        @Nullable Double medianDeploymentDaysPerWeek,
        long failedAttempts) {

    static DeploymentFrequency of(
            DeploymentFigures current,
            DeploymentFigures previous,
            Period period,
            ZoneId timeZone,
            Benchmark benchmark) {
        Double value = perDay(current, period.days());
        Rating rating = period.rated() ? benchmark.rateDeploymentFrequency(value) : null;
        return new DeploymentFrequency(
                Measure.of(
                        value,
                        Unit.PER_DAY,
                        rating,
                        reason(value, period),
                        current.count(),
                        Trend.of(value, perDay(previous, period.days()), Better.HIGHER)),
                current.count(),
                current.days().size(),
                medianPerFullWeek(current.days(), period, timeZone),
                current.failedAttempts());
    }

    static @Nullable Double perDay(DeploymentFigures figures, double days) {
        return figures.count() == 0 ? null : figures.count() / days;
    }

    private static @Nullable Reason reason(@Nullable Double value, Period period) {
        if (value == null) {
            return Reason.NO_DEPLOYMENTS;
        }
        return period.rated() ? null : Reason.PERIOD_TOO_SHORT;
    }

    private static @Nullable Double medianPerFullWeek(List<LocalDate> days, Period period, ZoneId timeZone) {
        List<Integer> perWeek = new ArrayList<>();
        LocalDate monday = firstFullWeek(period.start().atZone(timeZone));
        while (!monday.plusWeeks(1).atStartOfDay(timeZone).toInstant().isAfter(period.end())) {
            LocalDate from = monday;
            LocalDate to = monday.plusWeeks(1);
            perWeek.add((int) days.stream()
                    .filter(day -> !day.isBefore(from) && day.isBefore(to))
                    .count());
            monday = to;
        }
        if (perWeek.isEmpty()) {
            return null;
        }
        perWeek.sort(null);
        int middle = perWeek.size() / 2;
        return perWeek.size() % 2 == 1 ? perWeek.get(middle) : (perWeek.get(middle - 1) + perWeek.get(middle)) / 2.0;
    }

    private static LocalDate firstFullWeek(ZonedDateTime start) {
        LocalDate monday = start.toLocalDate().with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
        boolean alreadyBegun = monday.atStartOfDay(start.getZone()).toInstant().isBefore(start.toInstant());
        return alreadyBegun ? monday.plusWeeks(1) : monday;
    }
}
