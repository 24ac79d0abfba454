package org.seiplatform.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.Choices;
import org.seiplatform.testing.DebianRoot;
import org.seiplatform.testing.Edition;
import org.seiplatform.testing.InProcessService;
import org.seiplatform.testing.Session;
import org.seiplatform.testing.TestDatabase;
import org.seiplatform.testing.TestDatabases;
import tools.jackson.databind.JsonNode;

/** An organization that {@code scripts/move-organization.sh} moves from one platform to another, where others are already. */
class MovedOrganizationIT {

    /** What stays: the sealed record of changes, and what counts for the whole platform. */
    private static final Set<String> STAYING =
            Set.of("audit_events", "audit_heads", "access_version", "shedlock", "flyway_schema_history");

    private final DebianRoot debian = DebianRoot.find();
    private final TestDatabase from = TestDatabases.create(Edition.TIMESCALEDB);
    private final TestDatabase to = TestDatabases.create(Edition.TIMESCALEDB);

    @Test
    void anOrganizationAnswersAlikeWhereItIsMoved() throws SQLException {
        try (InProcessService here = InProcessService.on(from).start();
                InProcessService there = InProcessService.on(to).start()) {
            SeededOrganization stays = send(here, 1);
            SeededOrganization seeded = send(here, 2);
            send(there, 3);
            send(there, 4);
            Session session = seeded.session().on(there.api());
            session.get("/api/v1/teams").expect(401);
            execute(
                    from,
                    "insert into webhook_deliveries (integration_id, delivery_id, event, received_at, outcome, payload_digest, payload) "
                            + "select id, 'kept', 'push', now(), 'failed', '', '{}' from integrations");
            // As on a platform that was upgraded: a view was made anew.
            execute(
                    to,
                    "insert into flyway_schema_history select -1, version, description, type, script, 0, installed_by, "
                            + "installed_on, execution_time, success from flyway_schema_history where script like 'R__daily%'");
            Map<String, Long> hereBefore = rows(from);
            Map<String, Long> thereBefore = rows(to);
            List<JsonNode> answers = answers(seeded);

            move(seeded).succeeded();

            Map<String, Long> left = difference(hereBefore, rows(from));
            assertThat(difference(rows(to), thereBefore)).isEqualTo(left);
            assertThat(left)
                    .containsKeys(
                            "api_keys",
                            "commits",
                            "delivered_changes",
                            "deliveries",
                            "deployments",
                            "developers",
                            "environments",
                            "identities",
                            "incident_causes",
                            "incidents",
                            "integrations",
                            "organizations",
                            "pull_requests",
                            "reached_commits",
                            "repositories",
                            "review_comments",
                            "reviews",
                            "team_members",
                            "team_repositories",
                            "teams",
                            "webhook_deliveries");
            seeded.session().get("/api/v1/teams").expect(401);
            assertThat(answers(new SeededOrganization(
                            seeded.seed(), seeded.organization(), session, seeded.history(), seeded.developers())))
                    .isEqualTo(answers);
            assertThat(answers(stays)).isNotEmpty();
            session.post(
                            "/api/v1/events/deployments",
                            Map.of(
                                    "repository_id",
                                    seeded.history().repositories().getFirst().id(),
                                    "external_id",
                                    "after the move",
                                    "environment",
                                    "production",
                                    "commit_sha",
                                    "a".repeat(40),
                                    "status",
                                    "success",
                                    "finished_at",
                                    "2026-04-01T00:00:00Z",
                                    "updated_at",
                                    "2026-04-01T00:00:00Z"))
                    .expect(200);

            assertThat(move(seeded).output()).contains("there is no such organization");
        }
    }

    private static SeededOrganization send(InProcessService service, int seed) {
        Choices choices = new Choices(seed);
        History history = Histories.history(choices);
        return new HistorySender(service.api()).send(seed, history, EventOrders.plain(history));
    }

    private static List<JsonNode> answers(SeededOrganization seeded) {
        RandomQuestions asking = new RandomQuestions(seeded.history(), new Random(seeded.seed()));
        return IntStream.range(0, 40)
                .mapToObj(number -> List.of("dora", "changes", "deployments", "incidents", "data-quality")
                                .get(number % 5)
                        + "?" + asking.any().parameters())
                .map(question -> seeded.ask("analytics/" + question))
                .toList();
    }

    private DebianRoot.Result move(SeededOrganization seeded) {
        return debian.command(
                        "/mnt/scripts/move-organization.sh",
                        address(from),
                        address(to),
                        seeded.organization().toString())
                .run();
    }

    private static String address(TestDatabase database) {
        return "host=127.0.0.1 port=%d dbname=%s user=%s"
                .formatted(database.port(), database.name(), database.username());
    }

    /** How many rows more each table had, where it had more. */
    private static Map<String, Long> difference(Map<String, Long> more, Map<String, Long> fewer) {
        Map<String, Long> difference = new TreeMap<>(more);
        fewer.forEach((table, rows) ->
                difference.computeIfPresent(table, (name, had) -> had.equals(rows) ? null : Long.valueOf(had - rows)));
        return difference;
    }

    private static void execute(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Once nothing is left to be derived, which is a row meanwhile. */
    private static Map<String, Long> rows(TestDatabase database) throws SQLException {
        await().until(() -> Long.valueOf(0).equals(count(database).get("pending_derivations")));
        return count(database);
    }

    private static Map<String, Long> count(TestDatabase database) throws SQLException {
        Map<String, Long> rows = new TreeMap<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                try (ResultSet count = statement.executeQuery("select count(*) from " + table)) {
                    count.next();
                    rows.put(table, count.getLong(1));
                }
            }
        }
        return rows;
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet names = statement.executeQuery("select tablename from pg_tables where schemaname = 'public'")) {
            while (names.next()) {
                tables.add(names.getString(1));
            }
        }
        tables.removeAll(STAYING);
        return tables;
    }
}
