package org.seiplatform.analytics.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.seiplatform.analytics.Period;

class GranularityTests {

    @Test
    void daysBeginAtMidnightAgainAfterOneThatBeganAtOneOClock() {
        // In Havana the clocks jump from midnight to one o'clock on 8 March.
        assertThat(cut(Granularity.DAILY, "America/Havana", "2026-03-08T05:00:00Z", "2026-03-10T12:00:00Z"))
                .isEqualTo(instants(
                        "2026-03-08T05:00:00Z",
                        "2026-03-09T04:00:00Z",
                        "2026-03-10T04:00:00Z",
                        "2026-03-10T12:00:00Z"));
    }

    @Test
    void anHourThatTheClocksRepeatIsTwoHours() {
        assertThat(cut(Granularity.HOURLY, "Europe/Berlin", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"))
                .hasSize(26);
    }

    @Test
    void hoursAreFullAgainAfterAJumpByHalfAnHour() {
        // On Lord Howe Island the clocks jump from two o'clock back to half past one on 5 April.
        assertThat(cut(Granularity.HOURLY, "Australia/Lord_Howe", "2026-04-04T13:30:00Z", "2026-04-04T16:30:00Z"))
                .isEqualTo(instants(
                        "2026-04-04T13:30:00Z",
                        "2026-04-04T14:00:00Z",
                        "2026-04-04T15:00:00Z",
                        "2026-04-04T15:30:00Z",
                        "2026-04-04T16:30:00Z"));
    }

    @Test
    void theFirstAndTheLastAreCutOffWhereThePeriodIs() {
        assertThat(cut(Granularity.WEEKLY, "UTC", "2026-03-04T12:00:00Z", "2026-03-11T12:00:00Z"))
                .isEqualTo(instants("2026-03-04T12:00:00Z", "2026-03-09T00:00:00Z", "2026-03-11T12:00:00Z"));
        assertThat(cut(Granularity.MONTHLY, "UTC", "2026-03-04T12:00:00Z", "2026-04-01T00:00:00Z"))
                .isEqualTo(instants("2026-03-04T12:00:00Z", "2026-04-01T00:00:00Z"));
    }

    private static List<Instant> cut(Granularity granularity, String timeZone, String start, String end) {
        return granularity.cut(new Period(Instant.parse(start), Instant.parse(end)), ZoneId.of(timeZone));
    }

    private static List<Instant> instants(String... texts) {
        return List.of(texts).stream().map(Instant::parse).toList();
    }
}
