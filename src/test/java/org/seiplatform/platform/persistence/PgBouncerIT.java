package org.seiplatform.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;
import org.seiplatform.platform.persistence.DatabaseProperties.PreparedStatements;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.Edition;
import org.seiplatform.testing.InProcessService;
import org.seiplatform.testing.PgBouncer;
import org.seiplatform.testing.TcpProxy;
import org.seiplatform.testing.Tenant;
import org.seiplatform.testing.TestDatabase;
import org.seiplatform.testing.TestDatabases;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The service behind a PgBouncer that gives each transaction whichever of two sessions is free. */
class PgBouncerIT {

    private static final String SERVICE = "service_user";
    private static final int ROUNDS = 8;

    private final TestDatabase database = TestDatabases.create(Edition.PLAIN);

    @AfterEach
    void noRequest() {
        RequestContextHolder.resetRequestAttributes();
    }

    @ParameterizedTest(name = "PgBouncer {0}, statements prepared: {1}")
    @CsvSource({"1.18,auto", "1.24,auto", "1.24,always"})
    void theApiWorksThroughIt(String version, String prepared) throws Exception {
        try (PgBouncer pooler = pooler(version);
                InProcessService service = service(pooler)
                        .with("sei.database.prepared-statements", prepared)
                        .start();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Api api = service.api();

            List<? extends Future<?>> work = IntStream.range(0, 3)
                    .mapToObj(caller -> callers.submit(() -> useMuchOf(api)))
                    .toList();

            for (Future<?> each : work) {
                each.get();
            }
            assertThat(settingsOfSessions(pooler))
                    .as("what sessions keep")
                    .allSatisfy(settings -> assertThat(settings).isEqualTo("0 0 read committed off"));
        }
    }

    @Test
    void limitsAreThoseOfTheUseAndEndWithTheTransaction() {
        try (PgBouncer pooler = pooler("1.18");
                InProcessService service = service(pooler).start()) {
            assertThat(limits(service)).isEqualTo("30min 1min");
            assertThat(StatementLimits.ofLookups(() -> limits(service))).isEqualTo("2s 1s");
            request("GET");
            assertThat(limits(service)).isEqualTo("15s 5s");
            request("POST");
            assertThat(limits(service)).isEqualTo("1min 10s");
        }
    }

    @Test
    void whatTakesTooLongIsEndedWithinATransactionAndWithout() {
        try (PgBouncer pooler = pooler("1.18");
                InProcessService service = service(pooler)
                        .with("sei.database.read.statement-timeout", "1s")
                        .start()) {
            JdbcClient jdbc = service.bean(JdbcClient.class);
            TransactionTemplate transaction = service.bean(TransactionTemplate.class);
            request("GET");

            long began = System.nanoTime();
            assertThatThrownBy(() -> jdbc.sql("select pg_sleep(30)").query(row -> {}))
                    .isInstanceOf(DataAccessException.class);
            assertThatThrownBy(() -> transaction.executeWithoutResult(
                            status -> jdbc.sql("select pg_sleep(30)").query(row -> {})))
                    .isInstanceOf(DataAccessException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
            RequestContextHolder.resetRequestAttributes();
            assertThat(jdbc.sql("select 1").query(Integer.class).single()).isEqualTo(1);
        }
    }

    @Test
    void whereNothingComesBackItIsGivenUpSoon() {
        try (TcpProxy network = TcpProxy.to(database.port());
                InProcessService service = InProcessService.on(database)
                        .with("spring.datasource.url", url(network.port()))
                        .start()) {
            JdbcClient jdbc = service.bean(JdbcClient.class);
            Supplier<Integer> reading =
                    () -> jdbc.sql("select 1").query(Integer.class).single();
            assertThat(StatementLimits.ofLookups(reading)).isEqualTo(1);
            network.cut();

            long began = System.nanoTime();
            assertThatThrownBy(() -> StatementLimits.ofLookups(reading)).isInstanceOf(DataAccessException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
            network.mend();
        }
    }

    @Test
    void aLimitThatMakesNoSenseIsRefusedAtTheStart() {
        try (PgBouncer pooler = pooler("1.18")) {
            InProcessService.Starter starter = service(pooler).with("sei.database.read.lock-timeout", "0s");

            assertThatThrownBy(starter::start).hasStackTraceContaining("read.lockTimeout");
        }
    }

    @Test
    void withoutAPoolerStatementsStayPrepared() throws SQLException {
        ConnectionPool direct = new ConnectionPool(
                "primary",
                new DriverManagerDataSource(database.url(), database.username(), database.password()),
                PreparedStatements.AUTO);

        try (Connection connection = direct.connect()) {
            assertThat(connection.unwrap(PGConnection.class).getPrepareThreshold())
                    .isPositive();
        }
    }

    private static void useMuchOf(Api api) {
        Tenant tenant = api.tenant();
        UUID repository = tenant.repository("shop");
        UUID team = tenant.team("shop-team");
        tenant.own(team, repository);
        String events = "?repository_id=" + repository;
        for (int round = 0; round < ROUNDS; round++) {
            String sha = "%040x".formatted(round + 1);
            tenant.ingest()
                    .post(
                            "/api/v1/events/commits",
                            Map.of(
                                    "repository_id",
                                    repository,
                                    "sha",
                                    sha,
                                    "parents",
                                    round == 0 ? List.of() : List.of("%040x".formatted(round)),
                                    "author",
                                    Map.of("name", "Ada", "email", "ada@example.com"),
                                    "authored_at",
                                    "2026-11-0%dT10:00:00Z".formatted(round + 1),
                                    "committed_at",
                                    "2026-11-0%dT10:00:00Z".formatted(round + 1),
                                    "message",
                                    "Change " + round))
                    .expect(200);
            tenant.ingest()
                    .post(
                            "/api/v1/events/deployments",
                            Map.of(
                                    "repository_id",
                                    repository,
                                    "external_id",
                                    "d" + round,
                                    "environment",
                                    "production",
                                    "commit_sha",
                                    sha,
                                    "status",
                                    "success",
                                    "finished_at",
                                    "2026-11-0%dT12:00:00Z".formatted(round + 1)))
                    .expect(200);
            String period = "&start=2026-11-01T00:00:00Z&end=2026-11-15T00:00:00Z";
            Answer dora = tenant.viewer()
                    .get("/api/v1/analytics/dora?team_id=" + team + period)
                    .expect(200);
            assertThat(dora.json("/deployment_frequency/count").asInt()).isEqualTo(round + 1);
            tenant.viewer()
                    .get("/api/v1/analytics/team/" + team + "?" + period.substring(1))
                    .expect(200);
            tenant.viewer()
                    .get("/api/v1/analytics/deployments" + events + period)
                    .expect(200);
            Answer renamed = tenant.viewer().get("/api/v1/teams/" + team).expect(200);
            tenant.manager()
                    .patch("/api/v1/teams/" + team, renamed.entityTag(), Map.of("name", "Team " + round))
                    .expect(200);
            tenant.admin().get("/api/v1/audit-events").expect(200);
            // Reads at one moment (repeatable read), which the driver would set for the session.
            tenant.admin().get("/api/v1/audit-events/verification").expect(200);
        }
    }

    private static void request(String method) {
        RequestContextHolder.setRequestAttributes(
                new ServletRequestAttributes(new MockHttpServletRequest(method, "/")));
    }

    private static String limits(InProcessService service) {
        JdbcClient jdbc = service.bean(JdbcClient.class);
        return Optional.ofNullable(service.bean(TransactionTemplate.class)
                        .execute(status -> jdbc.sql(
                                        "select current_setting('statement_timeout') || ' ' || current_setting('lock_timeout')")
                                .query(String.class)
                                .single()))
                .orElseThrow();
    }

    /** The owner makes the tables; the service, behind the pooler, may only use them. */
    private InProcessService.Starter service(PgBouncer pooler) {
        return InProcessService.on(database)
                .with("spring.datasource.url", url(pooler.port()))
                .with("spring.datasource.username", SERVICE);
    }

    private String url(int port) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database.name());
    }

    private PgBouncer pooler(String version) {
        Optional<String> program = version.equals("1.18") ? PgBouncer.installed() : PgBouncer.newer();
        assumeTrue(program.isPresent() || "true".equals(System.getenv("CI")), "no PgBouncer " + version);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    do $$ begin
                      if not exists (select from pg_roles where rolname = 'service_user') then
                        create role service_user login password 'unused';
                      end if;
                    end $$;
                    alter default privileges grant all on tables to service_user;
                    alter default privileges grant all on sequences to service_user;
                    """);
        } catch (SQLException cause) {
            throw new IllegalStateException(cause);
        }
        return PgBouncer.before(
                database.port(), database.name(), SERVICE, program.orElseThrow(), Map.of("default_pool_size", "2"));
    }

    /** Asked for twice at once, so that both sessions answer. */
    private List<String> settingsOfSessions(PgBouncer pooler) throws SQLException {
        String url = url(pooler.port()) + "?prepareThreshold=0";
        try (Connection first = DriverManager.getConnection(url, SERVICE, "");
                Connection second = DriverManager.getConnection(url, SERVICE, "")) {
            first.setAutoCommit(false);
            second.setAutoCommit(false);
            return List.of(settings(first), settings(second));
        }
    }

    private static String settings(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select concat_ws(' ', current_setting('statement_timeout'), current_setting('lock_timeout'),
                                         current_setting('default_transaction_isolation'),
                                         current_setting('default_transaction_read_only'))
                        """)) {
            row.next();
            return row.getString(1);
        }
    }
}
