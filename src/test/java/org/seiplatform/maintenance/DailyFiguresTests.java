package org.seiplatform.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The figures of each day that dashboards read, in whichever edition. */
@ApiTest
class DailyFiguresTests {

    private static final Duration SECONDS = Duration.ofSeconds(20);

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    private Tenant tenant;
    private UUID repository;

    @BeforeEach
    void deployFiveTimes() {
        tenant = api.tenant();
        repository = tenant.repository("R");
        commit(0, "2026-03-01T00:00:00Z", 1, 0);
        commit(1, "2026-03-02T00:00:00Z", 10, 5);
        commit(2, "2026-03-02T12:00:00Z", 20, 0);
        commit(3, "2026-03-03T00:00:00Z", 0, 7);
        commit(4, "2026-03-03T01:00:00Z", 3, 3);
        deploy("baseline", 0, "2026-03-01T12:00:00Z", "success");
        deploy("first", 1, "2026-03-02T23:59:59.999999Z", "success");
        deploy("second", 2, "2026-03-03T00:00:00Z", "success");
        deploy("attempt", 3, "2026-03-03T08:00:00Z", "failure");
        deploy("third", 3, "2026-03-12T00:00:00Z", "success");
        deploy("fourth", 4, "2026-04-20T00:00:00Z", "success");
    }

    @Test
    void countDeploymentsAndChangesByTheDayInUtc() {
        awaitNoStaleDays();

        assertThat(days("deployments", "failed_attempts", "changes", "lead_seconds"))
                .containsExactly(
                        "2026-03-01 1 0 0 0",
                        "2026-03-02 1 0 1 86399.999999",
                        "2026-03-03 1 1 1 43200",
                        "2026-03-12 1 0 1 777600",
                        "2026-04-20 1 0 1 4143600");
    }

    @Test
    void tellHowManyChangesTookADayAWeekOrAMonth() {
        awaitNoStaleDays();

        assertThat(days("changes_within_day", "changes_within_week", "changes_within_month"))
                .containsExactly(
                        "2026-03-01 0 0 0",
                        "2026-03-02 1 1 1",
                        "2026-03-03 1 1 1",
                        "2026-03-12 0 0 1",
                        "2026-04-20 0 0 0");
    }

    @Test
    void countCommitsAndLines() {
        assertThat(jdbc.sql("""
                                select to_char(day at time zone 'UTC', 'DD') || ' ' || commits || ' ' || lines_added || ' '
                                       || lines_deleted
                                from daily_commits
                                where organization_id = :organization
                                order by day
                                """)
                        .param("organization", tenant.id())
                        .query(String.class)
                        .list())
                .containsExactly("01 1 1 0", "02 2 30 5", "03 2 3 10");
    }

    @Test
    void showACorrectionOfAnOldDayWithinSeconds() {
        awaitNoStaleDays();
        assertThat(days("changes", "lead_seconds")).contains("2026-03-12 1 777600");

        deploy("third", 3, "2026-03-11T00:00:00Z", "success");

        Awaitility.await()
                .atMost(SECONDS)
                .untilAsserted(() -> assertThat(days("changes", "lead_seconds"))
                        .contains("2026-03-11 1 691200")
                        .noneMatch(day -> day.startsWith("2026-03-12")));
    }

    @Test
    void showABackfillBeforeEverythingElseWithinSeconds() {
        awaitNoStaleDays();

        deploy("before all", 0, "2020-01-01T00:00:00Z", "success");
        deploy("baseline", 1, "2026-03-01T12:00:00Z", "success");

        Awaitility.await()
                .atMost(SECONDS)
                .untilAsserted(() -> assertThat(days("deployments", "changes"))
                        .startsWith("2020-01-01 1 0", "2026-03-01 1 1", "2026-03-02 1 0", "2026-03-03 1 1"));
    }

    /** Waits until whatever keeps the figures has taken in all that was sent. */
    void awaitNoStaleDays() {
        boolean keepsDays = number("select count(*) from pg_class where relname = 'pending_refreshes'") == 1;
        Awaitility.await()
                .atMost(SECONDS)
                .until(() -> !keepsDays || number("select count(*) from pending_refreshes") == 0);
    }

    void deployYesterday() {
        Instant yesterday = Instant.now().minus(1, ChronoUnit.DAYS);
        commit(5, yesterday.minus(1, ChronoUnit.HOURS).toString(), 1, 1);
        deploy("yesterday", 5, yesterday.toString(), "success");
    }

    long number(String query) {
        var statement = jdbc.sql(query);
        return (query.contains(":repository") ? statement.param("repository", repository) : statement)
                .query(Long.class)
                .single();
    }

    String text(String query) {
        return jdbc.sql(query).query(String.class).single();
    }

    private List<String> days(String... columns) {
        List<String> days = new ArrayList<>();
        jdbc.sql(
                        "select to_char(day at time zone 'UTC', 'YYYY-MM-DD') as date, * from daily_delivery"
                                + " where repository_id = :repository and organization_id = :organization and production order by day")
                .param("repository", repository)
                .param("organization", tenant.id())
                .query(row -> {
                    StringBuilder day = new StringBuilder(row.getString("date"));
                    for (String column : columns) {
                        day.append(' ')
                                .append(row.getBigDecimal(column)
                                        .stripTrailingZeros()
                                        .toPlainString());
                    }
                    days.add(day.toString());
                });
        return days;
    }

    private void commit(int number, String at, int added, int deleted) {
        Map<String, Object> commit = new HashMap<>(Map.of(
                "repository_id",
                repository,
                "sha",
                sha(number),
                "authored_at",
                at,
                "committed_at",
                at,
                "message",
                "m"));
        commit.put("parents", number == 0 ? List.of() : List.of(sha(number - 1)));
        commit.put("lines_added", added);
        commit.put("lines_deleted", deleted);
        tenant.ingest().post("/api/v1/events/commits", commit).expect(200);
    }

    private void deploy(String externalId, int commit, String finishedAt, String status) {
        tenant.ingest()
                .post(
                        "/api/v1/events/deployments",
                        Map.of(
                                "repository_id",
                                repository,
                                "external_id",
                                externalId,
                                "environment",
                                "production",
                                "commit_sha",
                                sha(commit),
                                "status",
                                status,
                                "finished_at",
                                finishedAt))
                .expect(200);
    }

    private static String sha(int number) {
        return String.valueOf((char) ('a' + number)).repeat(40);
    }
}
