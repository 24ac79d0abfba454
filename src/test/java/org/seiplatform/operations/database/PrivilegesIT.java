package org.seiplatform.operations.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.seiplatform.platform.security.Role;
import org.seiplatform.testing.DebianRoot;
import org.seiplatform.testing.Edition;
import org.seiplatform.testing.PackagedService;
import org.seiplatform.testing.Tenant;
import org.seiplatform.testing.TestDatabase;

/** The roles of docker/timescaledb/roles.sql on the schema of the service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivilegesIT {

    private static final String NAME = "privileges";
    private static final List<String> READABLE = List.of(
            "daily_changes",
            "daily_commits",
            "daily_delivery",
            "daily_deployments",
            "delivered_changes",
            "deliveries",
            "deployment_outcomes",
            "deployments",
            "environments",
            "incident_causes",
            "incident_links",
            "incidents",
            "organizations",
            "repositories",
            "team_repositories",
            "teams");

    private final DebianRoot debian = DebianRoot.find();
    private final PlatformDatabase server = PlatformDatabase.ofTests();

    @BeforeAll
    void aDatabaseAsInProduction() throws SQLException {
        server.execute("postgres", "drop database if exists %s with (force)".formatted(NAME));
        server.create(debian, NAME);
    }

    @Test
    void theServiceRunsOnRowsAloneWhileTheOwnerMigrates() {
        TestDatabase database =
                new TestDatabase(Edition.TIMESCALEDB, server.url(NAME), "sei_user", "none is asked for");
        try (PackagedService service = PackagedService.on(database)
                .with("spring.flyway.user", "sei_owner")
                .start()) {
            Tenant tenant = service.api().tenant();
            tenant.as(Role.ADMIN)
                    .post("/api/v1/repositories", Map.of("name", "shop", "provider", "github", "provider_id", "1"))
                    .expect(201);
            Map<String, ?> deployment = Map.of(
                    "repository", Map.of("provider", "github", "provider_id", "1"),
                    "external_id", "1",
                    "environment", "production",
                    "commit_sha", "a".repeat(40),
                    "status", "success",
                    "started_at", "2026-03-01T10:00:00Z",
                    "finished_at", "2026-03-01T10:00:00Z");
            tenant.as(Role.INGEST)
                    .post("/api/v1/events/deployments", deployment)
                    .expect(200);
            assertThat(tenant.viewer()
                            .get(
                                    "/api/v1/analytics/deployments?organization_id=%s&start=2026-03-01T00:00:00Z&end=2026-03-31T00:00:00Z"
                                            .formatted(tenant.id()))
                            .expect(200)
                            .json("/items"))
                    .hasSize(1);
        }
    }

    @Test
    void theServiceMakesAndChangesNoObjects() {
        assertRefused("sei_user", "create table mine (id integer)");
        assertRefused("sei_user", "drop table commits");
        assertRefused("sei_user", "alter table commits add column mine text");
        assertRefused("sei_user", "delete from flyway_schema_history");
        assertRefused("sei_user", "select pgbouncer.secret_of('sei_user')");
        assertRefused("sei_user", "set role sei_owner");
    }

    @Test
    void dashboardsReadFiguresButNeitherPeopleNorSecrets() throws SQLException {
        assertThat(server.ask(NAME, """
                        select relname from pg_class
                        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')
                          and has_table_privilege('sei_readonly', oid, 'select')
                        order by relname collate "C"
                        """)).isEqualTo(READABLE);
        assertRefused("sei_readonly", "select * from api_keys");
        assertRefused("sei_readonly", "set transaction read write; delete from teams");
    }

    @Test
    void whoBacksUpReadsEverythingAndWritesNothing() throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.url(NAME), "sei_backup", "");
                Statement statement = connection.createStatement()) {
            statement.execute("select * from api_keys, integrations limit 1");
        }
        assertRefused("sei_backup", "set transaction read write; delete from teams");
    }

    @Test
    void poolersLearnTheVerifiersOfThoseWhoComeThroughThemOnly() throws SQLException {
        server.execute(NAME, "alter role sei_readonly password 'a'; alter role sei_owner password 'b'");
        try (Connection connection = DriverManager.getConnection(server.url(NAME), "pgbouncer", "");
                Statement statement = connection.createStatement()) {
            assertThat(count(statement, "sei_readonly")).isOne();
            assertThat(count(statement, "sei_owner")).isZero();
            assertThat(count(statement, server.superuser())).isZero();
        }
        server.execute(NAME, "alter role sei_readonly password null; alter role sei_owner password null");
        assertRefused("pgbouncer", "select * from teams");
    }

    @Test
    void runningTheScriptAgainChangesNothing() throws SQLException {
        Map<String, String> before = server.contents(NAME);
        server.applyRoles(debian, NAME);
        assertThat(server.contents(NAME).get("owners and privileges")).isEqualTo(before.get("owners and privileges"));
    }

    private static int count(Statement statement, String role) throws SQLException {
        try (var rows = statement.executeQuery("select name from pgbouncer.secret_of('%s')".formatted(role))) {
            int count = 0;
            while (rows.next()) {
                count++;
            }
            return count;
        }
    }

    private void assertRefused(String role, String sql) {
        assertThatThrownBy(() -> {
                    try (Connection connection = DriverManager.getConnection(server.url(NAME), role, "");
                            Statement statement = connection.createStatement()) {
                        statement.execute(sql);
                    }
                })
                .as("%s: %s", role, sql)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refusal -> assertThat(refusal.getSQLState()).isEqualTo("42501"));
    }
}
