package org.seiplatform.platform.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.seiplatform.platform.security.Role;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.Edition;
import org.seiplatform.testing.PackagedService;
import org.seiplatform.testing.Session;
import org.seiplatform.testing.Tenant;
import org.seiplatform.testing.TestDatabase;
import org.seiplatform.testing.TestDatabases;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the packaged service prints while it runs. */
class LogsIT {

    private static final String TRACE_PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";
    private static final JsonMapper JSON = JsonMapper.shared();

    private static TestDatabase database;
    private static PackagedService service;

    @BeforeAll
    static void start() {
        database = TestDatabases.create(Edition.PLAIN);
        service = PackagedService.on(database).start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void everyRequestIsALineThatSaysWhoAskedForWhatAndWhatBecameOfIt() {
        Tenant tenant = service.api().tenant();
        String key = tenant.newKey(Role.VIEWER);
        String id = "logged-" + UUID.randomUUID();
        Session viewer = service.api().as(key);
        Answer answer = viewer.send(viewer.request("/api/v1/teams?name=secret-name")
                        .header("X-Request-Id", id)
                        .header("traceparent", TRACE_PARENT)
                        .GET())
                .expect(200);

        JsonNode line = onlyLine("request_id", id);

        assertThat(line.get("message").asString()).isEqualTo("GET /api/v1/teams 200");
        assertThat(line.get("level").asString()).isEqualTo("INFO");
        assertThat(line.get("logger_name").asString()).isEqualTo("org.seiplatform.access");
        assertThat(line.get("trace_id").asString()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(line.get("method").asString()).isEqualTo("GET");
        assertThat(line.get("route").asString()).isEqualTo("/api/v1/teams");
        assertThat(line.get("status").asInt()).isEqualTo(200);
        assertThat(line.get("duration_ms").asDouble()).isPositive();
        assertThat(line.get("bytes").asLong()).isEqualTo(answer.body().length());
        assertThat(line.get("caller").asString()).isEqualTo("key:" + key.split("_")[1]);
        assertThat(line.get("organization_id").asString()).isEqualTo(tenant.id().toString());
        assertThat(line.toString()).doesNotContain("secret-name", "127.0.0.1", key);
    }

    @Test
    void whatTheContainerRefusesIsALineToo() {
        Session anonymous = service.api().anonymous();
        int before = lines("route", "none").size();
        anonymous.send(anonymous.request("/api/v1/%2e%2e;/x").GET());

        await().until(() -> lines("route", "none").size() > before);
    }

    @Test
    void anErrorIsLoggedOnceUnderAnIdThatTheCallerGets() throws SQLException {
        Tenant tenant = service.api().tenant();
        Session viewer = tenant.viewer();
        Answer answer;
        execute("alter table teams rename to teams_away");
        try {
            answer = viewer.get("/api/v1/teams").expectProblem(500, "internal_error");
        } finally {
            execute("alter table teams_away rename to teams");
        }
        String errorId = answer.text("/error_id");

        JsonNode line = onlyLine("error_id", errorId);

        assertThat(line.get("level").asString()).isEqualTo("ERROR");
        assertThat(line.get("request_id").asString()).isEqualTo(answer.text("/request_id"));
        assertThat(line.get("stack_trace").asString()).contains("teams");
        assertThat(answer.body()).doesNotContain("teams_away", "SQL", "Exception");
        assertThat(lines("request_id", answer.text("/request_id")))
                .as("the error, and the access line")
                .hasSize(2);
        viewer.get("/api/v1/teams/" + UUID.randomUUID())
                .expectProblem(404, "not_found")
                .json()
                .properties()
                .forEach(property -> assertThat(property.getKey()).isNotEqualTo("error_id"));
    }

    @Test
    void levelsChangeWhileItRunsAndSecretsAreNotLoggedOnAnyLevel() {
        Session viewer = service.api().tenant().viewer();
        String logger = "/actuator/loggers/org.apache.coyote.http11.Http11InputBuffer";
        setLevel(logger, "TRACE");
        try {
            String id = "debugged-" + UUID.randomUUID();
            viewer.send(viewer.request("/api/v1/teams?mail=ada.lovelace@example.org&url=https://u:p4ss@git.example/")
                    .header("X-Request-Id", id)
                    .header("X-Forwarded-For", "{\"level\":\"ERROR\",\"message\":\"forged\"}")
                    .GET());
            await().until(() ->
                    service.output().lines().anyMatch(line -> line.contains("Received [GET") && line.contains(id)));
        } finally {
            setLevel(logger, "INFO");
        }

        String output = service.output();
        assertThat(output).contains("X-API-Key: ").doesNotContain("ada.lovelace", "p4ss@");
        assertThat(output).doesNotContainPattern("sei_[a-z0-9]+_[A-Za-z0-9]{8}");
    }

    @Test
    void levelsAreAnOperatorsToChange() {
        String path = "/actuator/loggers/org.seiplatform";
        Session management = service.api().management();
        assertThat(management.get(path).status()).isIn(401, 403);
        Tenant tenant = service.api().tenant();
        String admin = tenant.newKey(Role.ADMIN);
        assertThat(management
                        .send(management
                                .request(path)
                                .header("X-API-Key", admin)
                                .GET())
                        .status())
                .isEqualTo(403);
        assertThat(management
                        .send(management
                                .request(path)
                                .header("X-API-Key", admin)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"configuredLevel\":\"TRACE\"}")))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void everyLineIsJson() {
        service.api().operator().get("/nowhere/%0D%0Aforged");

        assertThat(service.output()
                        .lines()
                        .filter(line -> !line.startsWith("{"))
                        .toList())
                .isEmpty();
        service.output().lines().forEach(JSON::readTree);
    }

    private static void setLevel(String path, String level) {
        Session management = service.api().management();
        management
                .send(management
                        .request(path)
                        .header("X-API-Key", Api.OPERATOR_KEY)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("configuredLevel", level)))))
                .expect(204);
    }

    private static JsonNode onlyLine(String field, String value) {
        await().until(() -> !lines(field, value).isEmpty());
        List<JsonNode> lines = lines(field, value);
        assertThat(lines).hasSize(1);
        return lines.getFirst();
    }

    private static List<JsonNode> lines(String field, String value) {
        return service.output()
                .lines()
                .filter(line -> line.endsWith("}"))
                .map(JSON::readTree)
                .filter(line -> line.has(field) && line.get(field).asString().equals(value))
                .toList();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
