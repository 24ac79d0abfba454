package org.seiplatform.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestDatabasesIT {

    private static final Map<Edition, TestDatabase> SHARED = new EnumMap<>(Edition.class);

    @ParameterizedTest
    @EnumSource
    void everyEditionAnswersWithAPostgresqlTheServiceSupports(Edition edition) throws SQLException {
        TestDatabase database = shared(edition);

        assertThat(ask(database, "select version()")).startsWith("PostgreSQL ");
        assertThat(Integer.parseInt(ask(database, "show server_version_num"))).isGreaterThanOrEqualTo(150000);
    }

    @ParameterizedTest
    @EnumSource
    void eachDatabaseIsEmptyThoughAnotherOneIsNot(Edition edition) throws SQLException {
        run(shared(edition), "create table team (id bigint)");

        TestDatabase another = TestDatabases.create(edition);

        assertThat(ask(shared(edition), "select to_regclass('team') is not null"))
                .isEqualTo("t");
        assertThat(ask(another, "select to_regclass('team') is not null")).isEqualTo("f");
    }

    @ParameterizedTest
    @EnumSource
    void aClientSeesNothingOfAnotherOnesOpenTransaction(Edition edition) throws SQLException {
        TestDatabase database = shared(edition);
        run(database, "create table deployment (id bigint)");

        CompletableFuture<String> seen;
        try (Connection writer = database.connect();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("insert into deployment values (1), (2)");
            seen = CompletableFuture.supplyAsync(() -> count(database));
            writer.rollback();
        }

        assertThat(seen).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("0");
    }

    @Test
    void postgresql15IsWhatItsNameSays() throws SQLException {
        assertThat(ask(shared(Edition.POSTGRESQL_15), "show server_version")).startsWith("15.");
    }

    @Test
    void timescaledbHasHypertablesUnderTheApacheLicense() throws SQLException {
        TestDatabase database = shared(Edition.TIMESCALEDB);

        createHypertable(database);

        assertThat(ask(database, "show timescaledb.license")).isEqualTo("apache");
    }

    @Test
    void timescaledbCommunityHasContinuousAggregates() throws SQLException {
        TestDatabase database = shared(Edition.TIMESCALEDB_COMMUNITY);

        createHypertable(database);
        run(database, """
                create materialized view commits_by_day with (timescaledb.continuous) as
                select time_bucket('1 day', committed_at) as day, count(*) as commits from commit group by day
                with no data
                """);
        run(database, "call refresh_continuous_aggregate('commits_by_day', null, null)");

        assertThat(ask(database, "show timescaledb.license")).isEqualTo("timescale");
        assertThat(ask(database, "select sum(commits) from commits_by_day")).isEqualTo("3");
    }

    @Test
    void anAddressInTheEnvironmentNeedsANameAndAPassword() {
        EnvironmentSource source =
                new EnvironmentSource(Map.of(Edition.PLAIN.variable(), "jdbc:postgresql://127.0.0.1:5432/postgres"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> source.offer(Edition.PLAIN))
                .withMessageContaining(Edition.PLAIN.variable());
    }

    /** One database for the tests that leave each other's tables alone. */
    private static TestDatabase shared(Edition edition) {
        return SHARED.computeIfAbsent(edition, TestDatabases::create);
    }

    private static void createHypertable(TestDatabase database) throws SQLException {
        run(database, "create extension if not exists timescaledb");
        run(database, "create table commit (committed_at timestamptz not null)");
        run(database, "select create_hypertable('commit', by_range('committed_at', interval '1 day'))");
        run(database, "insert into commit values ('2026-01-05T10:00Z'), ('2026-01-05T11:00Z'), ('2026-03-01T10:00Z')");
    }

    private static String count(TestDatabase database) {
        try {
            return ask(database, "select count(*) from deployment");
        } catch (SQLException cause) {
            throw new IllegalStateException(cause);
        }
    }

    private static String ask(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    private static void run(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
