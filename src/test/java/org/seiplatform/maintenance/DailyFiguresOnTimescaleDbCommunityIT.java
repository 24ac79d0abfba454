package org.seiplatform.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.seiplatform.testing.Edition;
import org.seiplatform.testing.OnDatabase;

/** A continuous aggregate under the same name: the same figures, and what the catalogue says of it. */
@OnDatabase(Edition.TIMESCALEDB_COMMUNITY)
class DailyFiguresOnTimescaleDbCommunityIT extends DailyFiguresTests {

    @Test
    void oldDaysAreMaterialized() {
        awaitNoStaleDays();

        assertThat(number("select count(*) from " + materialization() + " where repository_id = :repository"))
                .isEqualTo(4);
    }

    @Test
    void theLatestDaysAreComputedAsTheyAreAskedFor() {
        awaitNoStaleDays();

        deployYesterday();

        assertThat(number(
                        "select changes from daily_delivery where repository_id = :repository and day >= '2026-05-01'"))
                .isEqualTo(1);
        assertThat(number("select count(*) from " + materialization()
                        + " where repository_id = :repository and day >= '2026-05-01'"))
                .isZero();
    }

    @Test
    void changesAreAHypertableWithColumnstore() {
        assertThat(text("""
                        select hypertable_name || ' ' || compression_enabled from timescaledb_information.hypertables
                        where hypertable_schema = 'public'
                        """)).isEqualTo("delivered_changes true");
        assertThat(text("""
                        select string_agg(attname, ',' order by segmentby_column_index, orderby_column_index)
                        from timescaledb_information.compression_settings
                        where hypertable_name = 'delivered_changes'
                        """)).isEqualTo("repository_id,environment_id,delivered_at,sha");
    }

    @Test
    void dailyChangesAreAContinuousAggregateThatAnswersInRealTime() {
        assertThat(text("""
                        select view_name || ' ' || materialized_only from timescaledb_information.continuous_aggregates
                        """)).isEqualTo("daily_changes false");
    }

    @Test
    void policiesCompressOldChangesAndMaterializeOldDays() {
        assertThat(text("""
                        select string_agg(proc_name, ',' order by proc_name) from timescaledb_information.jobs
                        where proc_name like 'policy_%' and hypertable_name is not null
                          and proc_name <> 'policy_job_stat_history_retention'
                        """)).isEqualTo("policy_compression,policy_refresh_continuous_aggregate");
    }

    private String materialization() {
        return text("""
                select format('%I.%I', materialization_hypertable_schema, materialization_hypertable_name)
                from timescaledb_information.continuous_aggregates
                where view_name = 'daily_changes'
                """);
    }
}
