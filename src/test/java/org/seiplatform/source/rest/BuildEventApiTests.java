package org.seiplatform.source.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seiplatform.source.rest.CommitEventApiTests.expect;
import static org.seiplatform.source.rest.EventBody.build;
import static org.seiplatform.source.rest.EventBody.person;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seiplatform.maintenance.RetentionRun;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@ApiTest
class BuildEventApiTests {

    private static final String BUILDS = "/api/v1/events/builds";

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JsonMapper json;

    @Autowired
    private ApplicationContext service;

    private Tenant tenant;
    private UUID repository;

    @BeforeEach
    void aRepository() {
        tenant = api.tenant();
        repository = tenant.repository("service");
    }

    @Test
    void aBuildIsStoredOnce() {
        EventBody build = build(repository, "1")
                .with("commit_sha", "A".repeat(40))
                .with("branch", "main")
                .with("name", "verify")
                .with("triggered_by", person("Ada", "ada@example.org", "ada"));

        expect(send(build), 1, 1, 0, 0);
        expect(send(build), 1, 0, 0, 1);

        assertThat(stored("1"))
                .isEqualTo("a".repeat(40) + " main verify success 2026-03-03 08:50:00 2026-03-03 09:00:00 Ada");
    }

    @Test
    void severalComeAsAnArrayOrAsLines() {
        expect(send(List.of(build(repository, "1"), build(repository, "2"), build(repository, "1"))), 3, 2, 0, 1);

        String lines = json.writeValueAsString(build(repository, "2")) + "\n"
                + json.writeValueAsString(build(repository, "3")) + "\n";
        Answer answer = tenant.ingest().post(BUILDS, "application/x-ndjson", lines.getBytes(StandardCharsets.UTF_8));

        expect(answer, 2, 1, 0, 1);
    }

    @Test
    void anotherRepositoryMayHaveTheSameId() {
        expect(send(build(repository, "1")), 1, 1, 0, 0);
        expect(send(build(tenant.repository("other"), "1")), 1, 1, 0, 0);
    }

    @Test
    void anOlderWordChangesNothing() {
        EventBody running = build(repository, "1")
                .with("status", "running")
                .without("finished_at")
                .with("updated_at", "2026-03-03T08:50:00Z");
        send(build(repository, "1"));
        String before = stored("1");

        expect(send(running), 1, 0, 0, 1);

        assertThat(stored("1")).isEqualTo(before);
        expect(send(running.with("updated_at", "2026-03-03T10:00:00Z")), 1, 0, 1, 0);
        assertThat(stored("1")).contains("running");
    }

    @Test
    void theOrderOfArrivalDoesNotMatter() {
        List<EventBody> words = List.of(
                build(repository, "").with("status", "running").without("finished_at"),
                build(repository, "").with("status", "failure").with("name", "verify"),
                build(repository, "").with("triggered_by", Map.of("login", "ada")),
                build(repository, "").with("branch", "old").with("updated_at", "2026-03-03T08:00:00Z"));
        int told = 0;
        for (int one = 0; one < 4; one++) {
            for (int other = 0; other < 4; other++) {
                for (int third = 0; third < 4; third++) {
                    int last = 6 - one - other - third;
                    if (one != other && other != third && one != third) {
                        told++;
                        for (int word : List.of(one, other, third, last)) {
                            send(words.get(word).with("external_id", "order " + told))
                                    .expect(200);
                        }
                    }
                }
            }
        }

        assertThat(told).isEqualTo(24);
        assertThat(jdbc.sql("select distinct status, branch, name, fingerprint from builds where repository_id = :id")
                        .param("id", repository)
                        .query((row, number) -> row.getString("status"))
                        .list())
                .containsExactly("success");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "external_id   | null                   | /external_id",
                "external_id   | \" \"                  | /external_id",
                "commit_sha    | \"HEAD\"               | /commit_sha",
                "commit_sha    | null                   | /commit_sha",
                "branch        | \"\"                   | /branch",
                "name          | 7                      | /name",
                "status        | \"in_progress\"        | /status",
                "status        | null                   | /status",
                "status        | \"running\"            | /finished_at",
                "finished_at   | null                   | /finished_at",
                "started_at    | null                   | /started_at",
                "started_at    | \"1969-12-31T23:59:59Z\" | /started_at",
                "triggered_by  | \"ada\"                | /triggered_by",
                "updated_at    | \"2100-01-01T00:00:00Z\" | /updated_at",
                "workflow      | \"verify\"             | /workflow",
                "repository_id | null                   | /repository_id",
            })
    void aFieldThatIsNotValidIsNamed(String field, String value, String pointer) {
        String body = json.writeValueAsString(build(repository, "1").without(field));
        String broken = body.substring(0, body.length() - 1) + ",\"" + field + "\":" + value + "}";

        send(broken).expectInvalid(pointer);
        send("[" + broken + "]").expectInvalid("/0" + pointer);

        assertThat(builds()).isEmpty();
    }

    @Test
    void aRepositoryOfAnotherOrganizationIsUnknown() {
        send(build(api.tenant().repository("theirs"), "1")).expectInvalid("/repository_id");
        tenant.viewer().post(BUILDS, build(repository, "1")).expectProblem(403, "forbidden");
    }

    @Test
    void whoTriggeredOneIsADeveloperWhoseExportHoldsIt() throws IOException {
        send(build(repository, "1").with("triggered_by", person("Ada", "ada@example.org", "ada")));
        send(build(repository, "2").with("triggered_by", person("Grace", "grace@example.org", "grace")));
        UUID ada = developer("ada@example.org");

        Map<String, String> files = unzipped(tenant.admin()
                .get("/api/v1/developers/" + ada + "/export")
                .expect(200)
                .response()
                .body());

        assertThat(json.readTree(files.get("builds.json")).findValuesAsString("external_id"))
                .containsExactly("1");
        tenant.manager().delete("/api/v1/developers/" + ada, "*").expect(409);
    }

    @Test
    void anErasureTakesThePersonWhoIsNamed() {
        EventBody build = build(repository, "run by @wilhelmina-aberc")
                .with("branch", "wilhelmina-aberc/topic")
                .with("name", "Wilhelmina Abercrombie's checks")
                .with("triggered_by", person("Wilhelmina Abercrombie", "wa@example.org", "wilhelmina-aberc"));
        send(build);
        UUID developer = developer("wa@example.org");

        tenant.admin().post("/api/v1/developers/" + developer + "/erasure", "").expect(200);

        assertThat(builds()).singleElement().asString().doesNotContainIgnoringCase("wilhelmina");
        expect(send(build), 1, 0, 0, 1);
        assertThat(builds()).singleElement().asString().doesNotContainIgnoringCase("wilhelmina");
        assertThat(jdbc.sql("""
                                select i.developer_id from builds b join identities i on i.id = b.triggered_by_identity_id
                                where b.repository_id = :id
                                """)
                        .param("id", repository)
                        .query((row, number) -> row.getObject(1, UUID.class))
                        .single())
                .isEqualTo(developer);
    }

    @Test
    void thosePastTheirRetentionAreDeleted() {
        send(finished("old", 101));
        send(finished("kept", 99));
        send(finished("still running", 400).with("status", "running").without("finished_at"));
        tenant.admin()
                .patch(
                        "/api/v1/organizations/" + tenant.id(),
                        "*",
                        Map.of("settings", Map.of("retention", Map.of("builds", "P100D"))))
                .expect(200);

        RetentionRun.now(service);

        assertThat(builds()).hasSize(2).noneMatch(build -> build.contains("old"));
    }

    @Test
    void theyGoWithTheirRepository() {
        send(build(repository, "1"));

        tenant.manager().delete("/api/v1/repositories/" + repository, "*").expect(204);

        assertThat(builds()).isEmpty();
    }

    private EventBody finished(String externalId, long daysAgo) {
        Instant finishedAt = Clock.systemUTC().instant().minus(Duration.ofDays(daysAgo));
        return build(repository, externalId)
                .with("started_at", finishedAt.minusSeconds(60))
                .with("finished_at", finishedAt)
                .with("updated_at", finishedAt);
    }

    private UUID developer(String email) {
        return tenant.viewer()
                .get("/api/v1/developers?email=" + email)
                .expect(200)
                .uuid("/items/0/id");
    }

    private String stored(String externalId) {
        return jdbc.sql("""
                        select concat_ws(' ', b.commit_sha, b.branch, b.name, b.status,
                                         b.started_at at time zone 'UTC', b.finished_at at time zone 'UTC', d.name)
                        from builds b
                        left join identities i on i.id = b.triggered_by_identity_id
                        left join developers d on d.id = i.developer_id
                        where b.repository_id = :id and b.external_id = :externalId
                        """)
                .param("id", repository)
                .param("externalId", externalId)
                .query((row, number) -> row.getString(1))
                .single();
    }

    private List<String> builds() {
        return jdbc.sql("select concat_ws(' ', external_id, branch, name) from builds where repository_id = :id")
                .param("id", repository)
                .query((row, number) -> row.getString(1))
                .list();
    }

    private static Map<String, String> unzipped(byte[] zip) throws IOException {
        Map<String, String> files = new HashMap<>();
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (@Nullable ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                files.put(entry.getName(), new String(entries.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private Answer send(Object body) {
        return tenant.ingest().post(BUILDS, body);
    }
}
