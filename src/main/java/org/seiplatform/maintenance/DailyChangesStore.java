package org.seiplatform.maintenance;

import static java.time.ZoneOffset.UTC;

import java.sql.Array;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The continuous aggregate {@code daily_changes} and what waits to be refreshed in it; TimescaleDB Community alone has them. */
@Repository
class DailyChangesStore {

    /** More than that wait only during an import, and the next call finds them. */
    private static final int MAX_ROWS = 10_000;

    private final JdbcClient jdbc;

    DailyChangesStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Days that may have been materialized before their changes were derived anew.
     *
     * @param ids the rows that say so; others may be added meanwhile
     * @param firstDay the start of the first one
     * @param lastDay the start of the last one
     */
    record StaleDays(Long[] ids, Instant firstDay, Instant lastDay) {}

    Optional<StaleDays> stale() {
        return jdbc.sql("""
                        select array_agg(id) as ids, min(first_day) as first_day, max(last_day) as last_day
                        from (select id, first_day, last_day from pending_refreshes order by id limit :limit) pending
                        having count(*) > 0
                        """)
                .param("limit", MAX_ROWS)
                .query((row, number) -> {
                    Array ids = row.getArray("ids");
                    return new StaleDays(
                            (Long[]) ids.getArray(),
                            row.getObject("first_day", OffsetDateTime.class).toInstant(),
                            row.getObject("last_day", OffsetDateTime.class).toInstant());
                })
                .optional();
    }

    /**
     * Materializes what has changed between two starts of days. Only days with changes are computed, however long the span. The
     * procedure commits on its own, so there must be no transaction.
     */
    void refresh(Instant from, Instant to) {
        jdbc.sql(
                        "call refresh_continuous_aggregate('daily_changes', cast(:from as timestamptz), cast(:to as timestamptz))")
                .param("from", from.atOffset(UTC))
                .param("to", to.atOffset(UTC))
                .update();
    }

    void forget(StaleDays refreshed) {
        jdbc.sql("delete from pending_refreshes where id = any(:ids)")
                .param("ids", refreshed.ids())
                .update();
    }
}
