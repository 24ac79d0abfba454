package org.seiplatform.analytics.trend;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import org.seiplatform.analytics.Period;

/** How finely a series is cut; days, ISO weeks and months are those of a time zone, daylight saving respected. */
public enum Granularity {
    HOURLY(ChronoUnit.HOURS),
    DAILY(ChronoUnit.DAYS),
    WEEKLY(ChronoUnit.WEEKS),
    MONTHLY(ChronoUnit.MONTHS);

    private final ChronoUnit unit;

    Granularity(ChronoUnit unit) {
        this.unit = unit;
    }

    /**
     * Cuts a period where buckets meet.
     *
     * @return ascending: the start of the period, every boundary inside it, its end
     */
    List<Instant> cut(Period period, ZoneId timeZone) {
        List<Instant> bounds = new ArrayList<>();
        for (Instant bound = period.start(); bound.isBefore(period.end()); bound = next(bound.atZone(timeZone))) {
            bounds.add(bound);
        }
        bounds.add(period.end());
        return bounds;
    }

    /** How many buckets a period has at the most, without cutting it. */
    public long bucketsIn(Period period) {
        return period.length().dividedBy(unit.getDuration()) + 2;
    }

    /**
     * Where the next bucket begins. Days are counted on the calendar: where clocks jump over midnight, the one after begins at
     * midnight again. An hour begins on the full hour, or where clocks jump by less than one.
     */
    private Instant next(ZonedDateTime time) {
        LocalDate day = time.toLocalDate();
        return switch (this) {
            case HOURLY ->
                time.toInstant()
                        .plus(ChronoUnit.HOURS.getDuration())
                        .minusNanos(time.toLocalTime().toNanoOfDay()
                                % ChronoUnit.HOURS.getDuration().toNanos());
            case DAILY -> day.plusDays(1).atStartOfDay(time.getZone()).toInstant();
            case WEEKLY ->
                day.with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                        .atStartOfDay(time.getZone())
                        .toInstant();
            case MONTHLY ->
                day.with(TemporalAdjusters.firstDayOfNextMonth())
                        .atStartOfDay(time.getZone())
                        .toInstant();
        };
    }
}
