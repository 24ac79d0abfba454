package org.seiplatform.analytics.trend;

import java.time.DayOfWeek;
import java.time.Instant;
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
        bounds.add(period.start());
        ZonedDateTime first = floor(period.start().atZone(timeZone));
        for (int step = 1; ; step++) {
            Instant bound = first.plus(step, unit).toInstant();
            if (!bound.isBefore(period.end())) {
                break;
            }
            // A day may begin after its nominal start where the clocks jump over midnight.
            if (bound.isAfter(bounds.getLast())) {
                bounds.add(bound);
            }
        }
        bounds.add(period.end());
        return bounds;
    }

    /** How many buckets a period has at the most, without cutting it. */
    public long bucketsIn(Period period) {
        return period.length().dividedBy(unit.getDuration()) + 2;
    }

    private ZonedDateTime floor(ZonedDateTime time) {
        return switch (this) {
            case HOURLY -> time.truncatedTo(ChronoUnit.HOURS);
            case DAILY -> time.toLocalDate().atStartOfDay(time.getZone());
            case WEEKLY ->
                time.toLocalDate()
                        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                        .atStartOfDay(time.getZone());
            case MONTHLY -> time.toLocalDate().withDayOfMonth(1).atStartOfDay(time.getZone());
        };
    }
}
