package org.seiplatform.source.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.seiplatform.source.rest.EventBody.commit;
import static org.seiplatform.source.rest.EventBody.deployment;
import static org.seiplatform.source.rest.EventBody.incident;
import static org.seiplatform.source.rest.EventBody.pullRequest;
import static org.seiplatform.source.rest.EventBody.sha;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seiplatform.platform.security.Role;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** What cannot be taken in is refused with the documented answer, and nothing of it is stored. */
@ApiTest
class EventRefusalApiTests {

    private static final String COMMITS = "/api/v1/events/commits";

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JsonMapper json;

    private Tenant tenant;
    private UUID repository;

    @BeforeEach
    void aRepository() {
        tenant = api.tenant();
        repository = tenant.repository("service");
    }

    @AfterEach
    void nothingIsStored() {
        assertThat(jdbc.sql("""
                                select (select count(*) from commits where repository_id = :repository)
                                     + (select count(*) from deployments where repository_id = :repository)
                                     + (select count(*) from developers where organization_id = :organization)
                                """)
                        .param("repository", repository)
                        .param("organization", tenant.id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sha          | null                             | /sha",
                "sha          | 7                                | /sha",
                "sha          | \"HEAD\"                         | /sha",
                "sha          | \"'; drop table commits; --\"    | /sha",
                "sha          | [\"a\"]                          | /sha",
                "parents      | \"none\"                         | /parents",
                "parents      | [null]                           | /parents/0",
                "parents      | [\"abc\"]                        | /parents/0",
                "authored_at  | null                             | /authored_at",
                "authored_at  | 1772000000                       | /authored_at",
                "authored_at  | \"yesterday\"                    | /authored_at",
                "authored_at  | \"2026-03-01T09:00:00\"          | /authored_at",
                "authored_at  | \"2026-02-30T09:00:00Z\"         | /authored_at",
                "authored_at  | \"0000-01-01T00:00:00Z\"         | /authored_at",
                "authored_at  | \"9999-12-31T23:59:59Z\"         | /authored_at",
                "committed_at | \"1969-12-31T23:59:59Z\"         | /committed_at",
                "updated_at   | \"2101-01-01T00:00:00Z\"         | /updated_at",
                "lines_added  | -1                               | /lines_added",
                "lines_added  | 1.5                              | /lines_added",
                "lines_added  | \"1\"                            | /lines_added",
                "lines_added  | true                             | /lines_added",
                "lines_added  | 99999999999                      | /lines_added",
                "lines_added  | 1e400                            | /lines_added",
                "message      | \"a\\u0000b\"                    | /message",
                "message      | \"a\\ud800b\"                    | /message",
                "message      | {}                               | /message",
                "author       | \"ada\"                          | /author",
                "author       | {\"nick\": \"ada\"}              | /author/nick",
                "author       | {\"email\": 7}                   | /author/email",
                "branch       | \"\"                             | /branch",
                "stars        | 5                                | /stars",
                "repository_id | null                            | /repository_id",
                "repository_id | \"1\"                           | /repository_id",
                "repository_id | \"00000000-0000-0000-0000-000000000000\" | /repository_id",
                "repository   | {\"provider\": \"github\", \"provider_id\": \"service\"} | /repository",
            })
    void aFieldThatIsNotValid(String field, String value, String pointer) {
        String body = json.writeValueAsString(commit(repository, 1).without(field));
        String broken = body.substring(0, body.length() - 1) + ",\"" + field + "\":" + value + "}";
        send(broken).expectInvalid(pointer);
        assertThat(send("[" + broken + "]")
                        .expectInvalid("/0" + pointer)
                        .json("/errors/0/index")
                        .asInt())
                .isZero();
    }

    @Test
    void aStateFromTheFuture() {
        Map<String, EventBody> events = Map.of(
                "commits", commit(repository, 1),
                "pull-requests", pullRequest(repository, 1),
                "deployments", deployment(repository, "1"),
                "incidents", incident("1"));
        events.forEach((kind, event) -> {
            String path = "/api/v1/events/" + kind;
            tenant.ingest()
                    .post(path, event.with("updated_at", Instant.now().plus(Duration.ofMinutes(20))))
                    .expectInvalid("/updated_at");
            tenant.ingest()
                    .post(path, event.with("updated_at", Instant.now().plus(Duration.ofMinutes(1))))
                    .expect(200);
        });
        jdbc.sql("delete from commits where repository_id = :repository")
                .param("repository", repository)
                .update();
        jdbc.sql("delete from deployments where repository_id = :repository")
                .param("repository", repository)
                .update();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[{}",
                "nonsense",
                "{\"sha\": \"a\"} {}",
                "[1,]",
                "{\"sha\":'a'}",
                "{\"a\":1,\"a\":2}"
            })
    void aBodyThatIsNoJson(String body) {
        send(body).expectProblem(400, "malformed_json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "\"sha\"", "17"})
    void aBodyThatIsNoEvent(String body) {
        send(body).expectInvalid("");
    }

    @Test
    void aBodyThatIsNoUtf8() {
        String body = json.writeValueAsString(commit(repository, 1).with("message", "é"));
        tenant.ingest()
                .post(COMMITS, "application/json", body.getBytes(ISO_8859_1))
                .expectProblem(400, "malformed_json");
        tenant.ingest()
                .post(COMMITS, "application/x-ndjson", body.getBytes(ISO_8859_1))
                .expectInvalid("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "text/csv"})
    void aBodyOfAnotherKind(String contentType) {
        tenant.ingest()
                .post(COMMITS, contentType, json.writeValueAsBytes(commit(repository, 1)))
                .expectProblem(415, "unsupported_media_type");
    }

    @Test
    void aCompressedBody() {
        tenant.ingest()
                .send(tenant.ingest()
                        .request(COMMITS)
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(commit(repository, 1)))))
                .expectProblem(415, "unsupported_media_type");
    }

    @Test
    void tooManyEventsAtOnce() {
        send(LongStream.range(0, 1_001)
                        .mapToObj(number -> commit(repository, number))
                        .toList())
                .expectProblem(413, "payload_too_large");
    }

    @Test
    void tooLongABody() {
        byte[] body = ("{\"sha\":\"" + "a".repeat(11_000_000) + "\"}").getBytes(UTF_8);
        tenant.ingest().post(COMMITS, "application/json", body).expectProblem(413, "payload_too_large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/x-ndjson"})
    void aBodyThatEndsTooEarly(String contentType) throws IOException {
        String key = tenant.ingest()
                .request(COMMITS)
                .build()
                .headers()
                .firstValue("X-API-Key")
                .orElseThrow();
        String complete = json.writeValueAsString(commit(repository, 1)) + "\n";
        String request = """
                POST %s HTTP/1.1\r
                Host: localhost\r
                X-API-Key: %s\r
                Content-Type: %s\r
                Content-Length: %d\r
                \r
                %s""".formatted(COMMITS, key, contentType, complete.length() + 10, complete);
        URI base = tenant.ingest().base();
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 400")
                    .contains("malformed_request");
        }
    }

    @Test
    void tooDeepANesting() {
        assertThat(send("{\"author\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}")
                        .status())
                .isBetween(400, 422);
    }

    @Test
    void oneBadEventKeepsAllOthersOut() {
        Answer answer = send(List.of(
                commit(repository, 1).with("author", EventBody.person("Ada", "ada@example.org", "ada")),
                commit(repository, 2).with("sha", "x"),
                commit(repository, 3).without("sha")));
        answer.expectInvalid("/1/sha").expectInvalid("/2/sha");
        assertThat(answer.text("/detail")).isEqualTo("2 of 3 events are not valid, so nothing was stored.");
    }

    @Test
    void aRepositoryOfAnotherOrganizationIsAsUnknownAsNone() {
        UUID foreign = api.tenant().repository("theirs");
        Answer theirs = send(commit(foreign, 1)).expectInvalid("/repository_id");
        Answer none = send(commit(UUID.randomUUID(), 1)).expectInvalid("/repository_id");
        assertThat(theirs.json("/errors")).isEqualTo(none.json("/errors"));
        send(commit(repository, 1)
                        .without("repository_id")
                        .with("repository", Map.of("provider", "github", "provider_id", "theirs")))
                .expectInvalid("/repository");
    }

    @Test
    void anOrganizationThatIsNotTheCallers() {
        tenant.ingest()
                .post(COMMITS + "?organization_id=" + api.tenant().id(), commit(repository, 1))
                .expectProblem(404, "not_found");
    }

    @Test
    void aCallerWhoMayOnlyReadOrManage() {
        tenant.viewer().post(COMMITS, commit(repository, 1)).expectProblem(403, "forbidden");
        tenant.as(Role.MANAGER).post(COMMITS, commit(repository, 1)).expectProblem(403, "forbidden");
        api.anonymous().post(COMMITS, commit(repository, 1)).expectProblem(401, "unauthorized");
    }

    @Test
    void anUnknownWayToHandleErrors() {
        tenant.ingest()
                .post(COMMITS + "?on_error=ignore", commit(repository, 1))
                .expectInvalid("?on_error");
    }

    @Test
    void deploymentsWithImpossibleNames() {
        Answer answer = tenant.ingest()
                .post(
                        "/api/v1/events/deployments",
                        deployment(repository, " ")
                                .with("environment", "e".repeat(201))
                                .with("status", "done")
                                .with("commits", List.of(sha(1))));
        answer.expectInvalid("/status");
        tenant.ingest()
                .post("/api/v1/events/deployments", deployment(repository, " ").with("environment", "e".repeat(201)))
                .expectInvalid("/external_id")
                .expectInvalid("/environment");
    }

    private Answer send(Object body) {
        return tenant.ingest().post(COMMITS, body);
    }
}
