package org.seiplatform.maintenance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.seiplatform.maintenance.DailyChangesStore.StaleDays;
import org.seiplatform.platform.persistence.Edition;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Shows corrections of old days in the daily figures within seconds. Where these are a view there is nothing to do. A continuous
 * aggregate computes the latest days as it is asked, but keeps older ones: those that a write has touched are refreshed here.
 */
@Component
class DailyChangesRefresh {

    private static final String WORK = "daily_changes";
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final Edition edition;
    private final DailyChangesStore days;
    private final LeaseStore leases;
    private final Clock clock;

    DailyChangesRefresh(Edition edition, DailyChangesStore days, LeaseStore leases, Clock clock) {
        this.edition = edition;
        this.days = days;
        this.leases = leases;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
    void refreshTouchedDays() {
        if (edition != Edition.TIMESCALEDB_COMMUNITY) {
            return;
        }
        days.stale().ifPresent(stale -> {
            try (Lease lease = leases.take(WORK, LEASE)) {
                if (lease.isHeld()) {
                    refresh(stale);
                }
            }
        });
    }

    /**
     * Yesterday and today are left to be computed as they are asked for. A write says nothing about the day on which it began,
     * so a day may be materialized only when no write that began on it can be under way.
     */
    private void refresh(StaleDays stale) {
        Instant yesterday = clock.instant().truncatedTo(ChronoUnit.DAYS).minus(1, ChronoUnit.DAYS);
        Instant end = stale.lastDay().plus(1, ChronoUnit.DAYS);
        Instant to = end.isBefore(yesterday) ? end : yesterday;
        if (stale.firstDay().isBefore(to)) {
            days.refresh(stale.firstDay(), to);
        }
        days.forget(stale);
    }
}
