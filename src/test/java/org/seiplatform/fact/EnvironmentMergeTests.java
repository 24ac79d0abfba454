package org.seiplatform.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.Edition;
import org.seiplatform.testing.TestDatabase;
import org.seiplatform.testing.TestDatabases;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What the migration to names without case makes of environments that there were before. */
class EnvironmentMergeTests {

    private static final String BEFORE = """
            insert into organizations (id, slug, name, created_at, updated_at)
            values ('00000000-0000-7000-8000-000000000001', 'o', 'o', now(), now());
            insert into repositories (id, organization_id, name, provider, provider_id, created_at, updated_at)
            select '00000000-0000-7000-8000-000000000002', id, 'r', 'github', '1', now(), now() from organizations;
            insert into environments (organization_id, name, production)
            select id, written, true from organizations
            cross join unnest(array['production', 'staging', 'Production', 'PRODUCTION']) as written;
            insert into deployments (repository_id, external_id, organization_id, environment_id, commit_sha, status, finished_at,
                                     deployment_group, updated_at, fingerprint)
            select r.id, 'd' || e.id, r.organization_id, e.id, repeat('a', 40), 'success', '2026-03-01Z', upper(e.name), now(), ''
            from repositories r, environments e;
            insert into deliveries (repository_id, external_id, organization_id, environment_id, finished_at, commit_sha, baseline,
                                    kind, commits_known, delivered_count)
            select repository_id, external_id, organization_id, environment_id, finished_at, commit_sha, true, 'planned', true, 1
            from deployments;
            insert into reached_commits (repository_id, sha, environment_id, finished_at, external_id, delivered, walked)
            select repository_id, commit_sha, environment_id, finished_at, external_id, true, true from deployments;
            insert into delivered_changes (repository_id, environment_id, sha, delivered_at, deployment_id, committed_at, started_at)
            select repository_id, environment_id, commit_sha, finished_at, external_id, finished_at, finished_at from deployments
            """;

    @Test
    void environmentsThatDifferInCaseBecomeTheFirstOfThem() throws SQLException {
        TestDatabase database = TestDatabases.create(Edition.PLAIN);
        before(database).migrate();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(BEFORE);
        }

        flyway(database).load().migrate();

        JdbcClient jdbc = JdbcClient.create(
                new SingleConnectionDataSource(database.url(), database.username(), database.password(), true));
        assertThat(texts(jdbc, "select name || ' ' || key from environments order by id"))
                .containsExactly("production production", "staging staging");
        for (String table : List.of("deployments", "deliveries")) {
            assertThat(texts(jdbc, """
                            select count(*) || ' ' || e.name from %s join environments e on e.id = environment_id
                            group by e.name order by e.name
                            """.formatted(table))).as(table).containsExactly("3 production", "1 staging");
        }
        for (String table : List.of("reached_commits", "delivered_changes")) {
            assertThat(texts(jdbc, """
                            select count(*) || ' ' || e.name from %s join environments e on e.id = environment_id
                            group by e.name order by e.name
                            """.formatted(table))).as(table).containsExactly("1 production", "1 staging");
        }
        assertThat(texts(jdbc, "select distinct cast(repository_id as text) from pending_derivations"))
                .containsExactly("00000000-0000-7000-8000-000000000002");
        assertThat(texts(jdbc, "select distinct group_key from deployments order by 1"))
                .containsExactly("production", "staging");
    }

    private static List<String> texts(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query((row, number) -> row.getString(1)).list();
    }

    /** Without views, which may name what only later migrations add. */
    private static Flyway before(TestDatabase database) {
        return flyway(database)
                .target("20")
                .repeatableSqlMigrationPrefix("none")
                .load();
    }

    private static FluentConfiguration flyway(TestDatabase database) {
        return database.flyway().locations("classpath:db/migration/common");
    }
}
