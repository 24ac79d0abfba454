package org.seiplatform.operations.database;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.seiplatform.testing.DebianRoot;
import org.seiplatform.testing.Edition;
import org.seiplatform.testing.TestDatabase;
import org.seiplatform.testing.TestDatabases;

/** A server of PostgreSQL with TimescaleDB, and the databases on it, as an operator sees them. */
record PlatformDatabase(String host, int port, String superuser) {

    private static final String SOME_YEARS = """
            insert into organizations (id, slug, name, created_at, updated_at)
            select gen_random_uuid(), 'o' || n, 'Größe "' || n || E'"\\n\\t\\\\.', now(), now() from generate_series(1, 3) n;
            insert into repositories (id, organization_id, name, provider, host, provider_id, created_at, updated_at)
            select gen_random_uuid(), id, slug || '/' || n, 'github', 'github.com', n::text, now(), now()
            from organizations, generate_series(1, 4) n;
            insert into environments (organization_id, key, name, production) select id, 'production', 'production', true from organizations;
            insert into commits (repository_id, sha, committed_at, authored_at, parents, updated_at, fingerprint)
            select r.id, encode(sha256((r.id || ':' || n)::bytea), 'hex'), at, at - interval '1 hour',
                   case when n % 3 > 0 then array[encode(sha256((r.id || ':' || n - 1)::bytea), 'hex')] end, at, '\\x01'
            from repositories r, generate_series(1, 1000) n,
                 lateral (select timestamptz '2024-01-01 00:00Z' + n * interval '19 hours' as at) t;
            insert into delivered_changes (repository_id, environment_id, sha, delivered_at, deployment_id, committed_at, started_at)
            select c.repository_id, e.id, c.sha, c.committed_at + interval '1 day', 'd', c.committed_at, c.authored_at
            from commits c join repositories r on r.id = c.repository_id
            join environments e on e.organization_id = r.organization_id;
            """;

    /** The one that tests share, with TimescaleDB. */
    static PlatformDatabase ofTests() {
        TestDatabase database = TestDatabases.create(Edition.TIMESCALEDB);
        URI address = URI.create(database.url().substring("jdbc:".length()));
        return new PlatformDatabase(address.getHost(), address.getPort(), database.username());
    }

    /** Makes a database as production has it: roles first, then the schema, migrated by its owner, then some years of facts. */
    void create(DebianRoot debian, String name) throws SQLException {
        execute("postgres", "create database " + name);
        execute(name, "create extension if not exists timescaledb");
        applyRoles(debian, name);
        Flyway.configure()
                .dataSource(url(name), "sei_owner", "")
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .locations("classpath:db/migration/common", "classpath:db/migration/timescaledb")
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(url(name), "sei_user", "");
                Statement statement = connection.createStatement()) {
            statement.execute(SOME_YEARS);
        }
    }

    /** Runs the shipped script. */
    void applyRoles(DebianRoot debian, String name) {
        debian.command("psql", "--no-psqlrc", "--dbname=" + name, "--file=/mnt/docker/timescaledb/roles.sql")
                .with(environment(superuser))
                .run()
                .succeeded();
    }

    String url(String name) {
        return "jdbc:postgresql://%s:%d/%s".formatted(host, port, name);
    }

    /** Where programs that use PostgreSQL's library find the server. */
    Map<String, String> environment(String user) {
        return Map.of("PGHOST", host, "PGPORT", Integer.toString(port), "PGUSER", user);
    }

    Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(url(name), superuser, "");
    }

    void execute(String name, String sql) throws SQLException {
        try (Connection connection = connect(name);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of what a query answers. */
    List<String> ask(String name, String sql) throws SQLException {
        try (Connection connection = connect(name);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> answers = new ArrayList<>();
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
            return answers;
        }
    }

    List<String> databases() throws SQLException {
        return ask("postgres", "select datname from pg_database order by datname");
    }

    /** Every row of every table, in order; the size and a hash of each for brevity. Owners and privileges besides. */
    Map<String, String> contents(String name) throws SQLException {
        Map<String, String> contents = new TreeMap<>();
        for (String table : ask(name, "select tablename from pg_tables where schemaname = 'public'")) {
            contents.put(table, ask(name, """
                            select count(*) || ' ' || coalesce(encode(sha256(string_agg(t::text, E'\\n' order by t::text collate "C")::bytea), 'hex'), '')
                            from %s t
                            """.formatted(table)).getFirst());
        }
        contents.put("owners and privileges", ask(name, """
                        select relkind::text || ' ' || relname || ' ' || relowner::regrole || ' ' ||
                               coalesce((select string_agg(a::text, ',' order by a::text) from unnest(relacl) a), '')
                        from pg_class where relnamespace = 'public'::regnamespace order by relname
                        """).toString());
        contents.put("hypertables", ask(name, """
                        select hypertable_name || ' ' || num_chunks || ' ' || owner from timescaledb_information.hypertables
                        order by hypertable_name
                        """).toString());
        return contents;
    }
}
