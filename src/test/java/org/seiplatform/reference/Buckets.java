package org.seiplatform.reference;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/**
 * The hours, days, ISO weeks or months of a time zone that a period falls into.
 *
 * <p>Choices: the first and the last one are cut to the period, so that the buckets add up to it; where clocks jump by less than
 * an hour, an hour begins at the jump, and the next one on the full hour again.
 */
final class Buckets {

    private static final Duration HOUR = Duration.ofHours(1);

    private Buckets() {}

    /** @param granularity {@code hourly}, {@code daily}, {@code weekly} or {@code monthly} */
    static List<MetricPeriod> of(MetricPeriod period, String granularity, ZoneId timeZone) {
        List<MetricPeriod> buckets = new ArrayList<>();
        Instant start = period.start();
        while (start.isBefore(period.end())) {
            Instant next = next(start.atZone(timeZone), granularity);
            Instant end = next.isBefore(period.end()) ? next : period.end();
            buckets.add(new MetricPeriod(start, end));
            start = end;
        }
        return buckets;
    }

    private static Instant next(ZonedDateTime time, String granularity) {
        LocalDate day = time.toLocalDate();
        return switch (granularity) {
            case "hourly" ->
                time.toInstant()
                        .plus(HOUR)
                        .minus(Duration.between(
                                time.toLocalDateTime().truncatedTo(ChronoUnit.HOURS), time.toLocalDateTime()));
            case "daily" -> startOf(day.plusDays(1), time.getZone());
            case "weekly" -> startOf(day.with(TemporalAdjusters.next(DayOfWeek.MONDAY)), time.getZone());
            case "monthly" -> startOf(day.with(TemporalAdjusters.firstDayOfNextMonth()), time.getZone());
            default -> throw new IllegalArgumentException(granularity);
        };
    }

    private static Instant startOf(LocalDate day, ZoneId timeZone) {
        return day.atStartOfDay(timeZone).toInstant();
    }
}
