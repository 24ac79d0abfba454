package org.seiplatform.analytics;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.seiplatform.testing.Edition;
import org.seiplatform.testing.TestDatabase;
import org.seiplatform.testing.TestDatabases;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** One organization's facts, written straight into the tables that the analytics queries read. Times are {@code 03-02 10:00} UTC. */
public final class Facts {

    public static final Period MARCH = new Period(at("03-01 00:00"), at("03-31 00:00"));
    /** February 30 days back, and March. */
    public static final List<Instant> BOUNDS = List.of(MARCH.previous().start(), MARCH.start(), MARCH.end());

    private static final Instant NOW = at("04-01 00:00");

    private final JdbcClient jdbc;
    private final UUID organization = UUID.randomUUID();
    private final Map<String, Integer> environments = new LinkedHashMap<>();
    private int sequence;

    private Facts(JdbcClient jdbc) {
        this.jdbc = jdbc;
        insert(
                "organizations",
                row(
                        "id",
                        organization,
                        "slug",
                        "o-" + organization,
                        "name",
                        "O",
                        "created_at",
                        NOW,
                        "updated_at",
                        NOW));
    }

    /** The facts of a new organization, in a database that all tests of this JVM share. */
    public static Facts ofNewOrganization() {
        return new Facts(Shared.JDBC);
    }

    /** The same, in a database of its own. */
    public static Facts inNewDatabase(Edition edition) {
        return new Facts(migrated(edition));
    }

    public static Instant at(String time) {
        return LocalDateTime.parse("2026-" + time, DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm"))
                .toInstant(UTC);
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    public UUID organization() {
        return organization;
    }

    public Scope scope() {
        return scope(new ScopeReference(ScopeReference.Type.ORGANIZATION, organization), ids("""
                select id from repositories where organization_id = :id
                """, organization));
    }

    public Scope repositoryScope(UUID repository) {
        return scope(new ScopeReference(ScopeReference.Type.REPOSITORY, repository), List.of(repository));
    }

    public Scope teamScope(UUID team) {
        return scope(
                new ScopeReference(ScopeReference.Type.TEAM, team),
                ids("select repository_id from team_repositories where team_id = :id", team));
    }

    private Scope scope(ScopeReference reference, List<UUID> repositories) {
        return new Scope(
                reference,
                organization,
                repositories.toArray(UUID[]::new),
                environments.entrySet().stream()
                        .filter(environment -> environment.getKey().startsWith("prod"))
                        .map(Map.Entry::getValue)
                        .toArray(Integer[]::new),
                null,
                ZoneId.of("UTC"),
                Benchmark.DORA_2023,
                false,
                true,
                NOW);
    }

    private List<UUID> ids(String sql, UUID id) {
        return jdbc.sql(sql)
                .param("id", id)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    public UUID repository(String name) {
        UUID id = UUID.randomUUID();
        insert(
                "repositories",
                row(
                        "id",
                        id,
                        "organization_id",
                        organization,
                        "name",
                        name,
                        "provider",
                        "github",
                        "host",
                        "github.com",
                        "provider_id",
                        id.toString(),
                        "created_at",
                        NOW,
                        "updated_at",
                        NOW));
        return id;
    }

    public UUID team(String slug, UUID... repositories) {
        UUID id = UUID.randomUUID();
        insert(
                "teams",
                row(
                        "id",
                        id,
                        "organization_id",
                        organization,
                        "slug",
                        slug,
                        "name",
                        slug,
                        "created_at",
                        NOW,
                        "updated_at",
                        NOW));
        for (UUID repository : repositories) {
            insert(
                    "team_repositories",
                    row("team_id", id, "repository_id", repository, "organization_id", organization));
        }
        return id;
    }

    public void member(UUID team, Someone someone) {
        member(team, someone, null, null);
    }

    public void member(UUID team, Someone someone, @Nullable LocalDate since, @Nullable LocalDate until) {
        insert(
                "team_members",
                row(
                        "team_id",
                        team,
                        "developer_id",
                        someone.developer(),
                        "organization_id",
                        organization,
                        "since",
                        since,
                        "until",
                        until));
    }

    /** A developer with one login. */
    public record Someone(UUID developer, UUID identity) {}

    public Someone someone(String login) {
        return developer(login, false, login.endsWith("[bot]"));
    }

    public Someone flaggedBot(String login) {
        return developer(login, true, false);
    }

    /** Another login of the same developer. */
    public UUID alias(Someone someone, String login) {
        UUID identity = UUID.randomUUID();
        insert("identities", identity(identity, someone.developer(), login, login.endsWith("[bot]")));
        return identity;
    }

    private Someone developer(String login, boolean bot, boolean matchesBot) {
        Someone someone = new Someone(UUID.randomUUID(), UUID.randomUUID());
        insert(
                "developers",
                row(
                        "id",
                        someone.developer(),
                        "organization_id",
                        organization,
                        "name",
                        login,
                        "bot",
                        bot,
                        "created_at",
                        NOW,
                        "updated_at",
                        NOW));
        insert("identities", identity(someone.identity(), someone.developer(), login, matchesBot));
        return someone;
    }

    private Map<String, @Nullable Object> identity(UUID id, UUID developer, String login, boolean matchesBot) {
        return row(
                "id",
                id,
                "organization_id",
                organization,
                "developer_id",
                developer,
                "kind",
                "github",
                "host",
                "github.com",
                "value",
                login,
                "matches_bot",
                matchesBot,
                "created_at",
                NOW);
    }

    public Row commit(UUID repository, String committedAt) {
        return new Row("commits")
                .with("repository_id", repository)
                .with("sha", sha("c" + sequence++))
                .with("committed_at", at(committedAt))
                .with("authored_at", at(committedAt))
                .with("updated_at", NOW)
                .with("fingerprint", new byte[] {1});
    }

    public Row pullRequest(UUID repository, long number, String openedAt) {
        return new Row("pull_requests")
                .with("repository_id", repository)
                .with("number", number)
                .with("state", "open")
                .with("opened_at", at(openedAt))
                .with("updated_at", NOW)
                .with("fingerprint", new byte[] {1});
    }

    public Row merged(UUID repository, long number, String openedAt, String mergedAt) {
        return pullRequest(repository, number, openedAt).with("state", "merged").with("merged_at", at(mergedAt));
    }

    public void review(UUID repository, long number, @Nullable UUID reviewer, String submittedAt) {
        insert(
                "reviews",
                row(
                        "repository_id",
                        repository,
                        "number",
                        number,
                        "external_id",
                        "r" + sequence++,
                        "reviewer_identity_id",
                        reviewer,
                        "state",
                        "approved",
                        "submitted_at",
                        at(submittedAt),
                        "updated_at",
                        NOW,
                        "fingerprint",
                        new byte[] {1}));
    }

    public void comment(UUID repository, long number, @Nullable UUID author, String commentedAt) {
        insert(
                "review_comments",
                row(
                        "repository_id",
                        repository,
                        "number",
                        number,
                        "external_id",
                        "c" + sequence++,
                        "author_identity_id",
                        author,
                        "commented_at",
                        at(commentedAt),
                        "updated_at",
                        NOW,
                        "fingerprint",
                        new byte[] {1}));
    }

    /** A successful deployment, with its place in the sequence. */
    public void deployment(
            UUID repository, String externalId, String environment, String finishedAt, boolean commitsKnown) {
        attempt(repository, externalId, environment)
                .with("status", "success")
                .with("finished_at", at(finishedAt))
                .insert();
        insert(
                "deliveries",
                row(
                        "repository_id",
                        repository,
                        "external_id",
                        externalId,
                        "organization_id",
                        organization,
                        "environment_id",
                        environment(environment),
                        "finished_at",
                        at(finishedAt),
                        "commit_sha",
                        sha(externalId),
                        "baseline",
                        false,
                        "kind",
                        "planned",
                        "commits_known",
                        commitsKnown,
                        "delivered_count",
                        0));
    }

    public Row attempt(UUID repository, String externalId, String environment) {
        return new Row("deployments")
                .with("repository_id", repository)
                .with("external_id", externalId)
                .with("organization_id", organization)
                .with("environment_id", environment(environment))
                .with("commit_sha", sha(externalId))
                .with("updated_at", NOW)
                .with("fingerprint", new byte[] {1});
    }

    /** A commit that has reached an environment. */
    public void reached(
            UUID repository, String sha, String environment, String externalId, String at, boolean delivered) {
        insert(
                "reached_commits",
                row(
                        "repository_id",
                        repository,
                        "sha",
                        sha,
                        "environment_id",
                        environment(environment),
                        "finished_at",
                        at(at),
                        "external_id",
                        externalId,
                        "delivered",
                        delivered,
                        "walked",
                        true));
    }

    public Row change(UUID repository, String deployment, String startedAt, String deliveredAt) {
        return new Row("delivered_changes")
                .with("repository_id", repository)
                .with("environment_id", environment("production"))
                .with("sha", sha("d" + sequence++))
                .with("deployment_id", deployment)
                .with("committed_at", at(startedAt))
                .with("started_at", at(startedAt))
                .with("delivered_at", at(deliveredAt));
    }

    public Row incident(String externalId, String openedAt) {
        return new Row("incidents")
                .with("organization_id", organization)
                .with("external_id", externalId)
                .with("opened_at", at(openedAt))
                .with("updated_at", NOW)
                .with("fingerprint", new byte[] {1});
    }

    public void cause(String incident, UUID repository, String deployment) {
        insert(
                "incident_causes",
                row(
                        "organization_id",
                        organization,
                        "incident_external_id",
                        incident,
                        "repository_id",
                        repository,
                        "deployment_external_id",
                        deployment));
    }

    public static String sha(String name) {
        String hex = name.chars().mapToObj(Integer::toHexString).collect(Collectors.joining());
        return hex + "0".repeat(40 - hex.length());
    }

    /** The id of an environment; one that begins with {@code prod} is production. */
    public int environment(String name) {
        return environments.computeIfAbsent(
                name,
                missing -> jdbc.sql("""
                        insert into environments (organization_id, key, name, production)
                        values (:organization, :name, :name, :production)
                        returning id
                        """)
                        .param("organization", organization)
                        .param("name", missing)
                        .param("production", missing.startsWith("prod"))
                        .query(Integer.class)
                        .single());
    }

    /** A row in the making. */
    public final class Row {

        private final String table;
        private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

        private Row(String table) {
            this.table = table;
        }

        public Row with(String column, @Nullable Object value) {
            values.put(column, value);
            return this;
        }

        public void insert() {
            Facts.this.insert(table, values);
        }
    }

    private static Map<String, @Nullable Object> row(@Nullable Object... columnsAndValues) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int index = 0; index < columnsAndValues.length; index += 2) {
            row.put(String.valueOf(columnsAndValues[index]), columnsAndValues[index + 1]);
        }
        return row;
    }

    private void insert(String table, Map<String, @Nullable Object> values) {
        List<@Nullable Object> parameters = new ArrayList<>();
        values.values().forEach(value -> parameters.add(value instanceof Instant at ? at.atOffset(UTC) : value));
        jdbc.sql("insert into %s (%s) values (%s)"
                        .formatted(
                                table,
                                String.join(", ", values.keySet()),
                                values.keySet().stream().map(column -> "?").collect(Collectors.joining(", "))))
                .params(parameters)
                .update();
    }

    private static JdbcClient migrated(Edition edition) {
        TestDatabase database = TestDatabases.create(edition);
        database.flyway().locations("classpath:db/migration/common").load().migrate();
        return JdbcClient.create(
                new SingleConnectionDataSource(database.url(), database.username(), database.password(), true));
    }

    private static final class Shared {

        static final JdbcClient JDBC = migrated(Edition.PLAIN);
    }
}
