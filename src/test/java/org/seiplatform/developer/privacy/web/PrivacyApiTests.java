package org.seiplatform.developer.privacy.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Export and erasure of a developer, over HTTP. */
@ApiTest
class PrivacyApiTests {

    private static final String PERIOD = "start=2026-03-01T00:00:00Z&end=2026-03-31T00:00:00Z";

    /** No test but this one has such words, so that whatever is left of them in the database is found. */
    private final String mark = "qz" + UUID.randomUUID().toString().substring(0, 8);

    private final String name = "Ada " + mark + "lace";
    private final String email = "ada." + mark + "@example.org";
    private final String login = "ada-" + mark;

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    private Tenant tenant;
    private UUID team;
    private UUID repository;
    private UUID ada;

    @BeforeEach
    void letAdaWork() {
        tenant = api.tenant();
        repository = tenant.repository("R");
        team = tenant.team("core");
        tenant.own(team, repository);
        tellEverything();
        ada = developer("email=" + email);
        tenant.manager()
                .put("/api/v1/teams/" + team + "/members/" + ada, Map.of("role", "lead"))
                .expect(204);
    }

    @Test
    void erasureLeavesNothingThatTellsWhoItWas() {
        assertThat(tablesThatSay(mark)).contains("commits", "developers", "identities", "pull_requests", "incidents");

        Answer erased = erase();

        assertThat(tablesThatSay(mark)).isEmpty();
        assertThat(erased.text("/name")).startsWith("Erased developer ");
        assertThat(erased.json("/email").isNull()).isTrue();
        assertThat(erased.json("/identities").size()).isZero();
        assertThat(erased.text("/erased_at")).isNotBlank();
    }

    @Test
    void erasureLeavesEveryFigureAsItWas() {
        List<String> before = answers();

        Answer erased = erase();

        String pseudonym = erased.text("/name");
        assertThat(answers())
                .isEqualTo(before.stream()
                        .map(answer -> answer.replace(name, pseudonym))
                        .toList());
    }

    @Test
    void whatIsSentAgainStaysErasedAndTheirs() {
        erase();
        List<String> before = answers();

        tellEverything();
        assertThat(tablesThatSay(mark)).isEmpty();
        assertThat(answers()).isEqualTo(before);

        commit('e', "2026-03-09T10:00:00Z", person(name + " the Second", email, null), "More by " + name);
        assertThat(tablesThatSay(mark)).isEmpty();
        assertThat(authorOf('e')).isEqualTo(ada);
    }

    @Test
    void anIdentityThatComesWithAnErasedOneIsErasedToo() {
        erase();

        commit('e', "2026-03-09T10:00:00Z", person(null, "home." + mark + "@example.org", login), "m");
        commit('f', "2026-03-09T11:00:00Z", person(name, "home." + mark + "@example.org", null), "m");

        assertThat(tablesThatSay(mark)).isEmpty();
        assertThat(authorOf('f')).isEqualTo(ada);
    }

    @Test
    void whoTurnsOutToBeAnErasedPersonIsErasedToo() {
        commit('e', "2026-03-09T10:00:00Z", person("A. " + mark, "other." + mark + "@example.org", null), "m");
        assertThat(authorOf('e')).isNotEqualTo(ada);
        erase();

        commit('f', "2026-03-09T11:00:00Z", person(null, "other." + mark + "@example.org", login), "m");

        assertThat(tablesThatSay(mark)).isEmpty();
        assertThat(authorOf('e')).isEqualTo(ada);
    }

    @Test
    void erasingTwiceChangesNothing() {
        Answer first = erase();

        Answer second = erase();

        assertThat(second.json()).isEqualTo(first.json());
    }

    @Test
    void nobodyGivesAnErasedPersonAFaceAgain() {
        erase();
        UUID grace = tenant.developer("Grace");
        String self = "/api/v1/developers/" + ada;

        tenant.manager().patch(self, "*", Map.of("name", name)).expectProblem(409, "developer_erased");
        tenant.manager()
                .post(self + "/identities", Map.of("kind", "email", "value", "new@example.org"))
                .expectProblem(409, "developer_erased");
        tenant.manager()
                .post("/api/v1/developers/" + grace + "/identities", Map.of("kind", "email", "value", email))
                .expectProblem(409, "developer_erased");
        tenant.manager()
                .post("/api/v1/developers/" + grace + "/merge", Map.of("developer_id", ada))
                .expectProblem(409, "developer_erased");
        tenant.manager().post(self + "/merge", Map.of("developer_id", grace)).expectProblem(409, "developer_erased");
        assertThat(tenant.viewer()
                        .get("/api/v1/developers?email=" + email)
                        .json("/items")
                        .size())
                .isZero();
    }

    @Test
    void payloadsThatCouldNotBeReadGoWithThePersonInThem() {
        keepPayload("theirs", "{\"sender\":{\"login\":\"" + login + "\"}}");
        keepPayload("another's", "{\"sender\":{\"login\":\"grace\"}}");

        erase();

        assertThat(jdbc.sql("""
                                select w.delivery_id from webhook_deliveries w
                                join integrations i on i.id = w.integration_id
                                where i.organization_id = :organization and w.payload is not null
                                """)
                        .param("organization", tenant.id())
                        .query((row, number) -> row.getString(1))
                        .list())
                .containsExactly("another's");
    }

    @Test
    void exportHoldsEverythingAsJsonAndAsCsv() throws IOException {
        Answer answer =
                tenant.admin().get("/api/v1/developers/" + ada + "/export").expect(200);
        Map<String, String> files = unzip(answer.response().body());

        assertThat(answer.header("Content-Type")).hasValue("application/zip");
        assertThat(files.keySet())
                .contains("developer.json", "identities.csv", "memberships.json", "reviews.csv", "deployments.json");
        assertThat(files.get("developer.json")).contains(name);
        assertThat(files.get("identities.csv")).contains("email,," + email, "github,github.com," + login);
        assertThat(files.get("memberships.csv")).isEqualTo("team,role,since,until\r\ncore,lead,,\r\n");
        assertThat(answer.mapper().readTree(files.get("commits.json")))
                .hasSize(3)
                .allSatisfy(commit ->
                        assertThat(commit.at("/repository").asString()).isEqualTo("R"));
        assertThat(files.get("commits.csv")).hasLineCount(4);
        assertThat(files.get("pull_requests.csv")).contains("Work of " + name);
        assertThat(answer.mapper().readTree(files.get("deployments.json"))).hasSize(1);
    }

    @Test
    void exportOfAnErasedPersonTellsNothing() throws IOException {
        erase();

        byte[] zip = tenant.admin()
                .get("/api/v1/developers/" + ada + "/export")
                .expect(200)
                .response()
                .body();

        assertThat(unzip(zip).values()).noneMatch(file -> file.contains(mark));
    }

    @Test
    void onlyAdminsMayDoEither() {
        tenant.manager().get("/api/v1/developers/" + ada + "/export").expectProblem(403, "forbidden");
        tenant.manager().post("/api/v1/developers/" + ada + "/erasure", "").expectProblem(403, "forbidden");
        Tenant stranger = api.tenant();
        stranger.admin().get("/api/v1/developers/" + ada + "/export").expectProblem(404, "not_found");
        stranger.admin().post("/api/v1/developers/" + ada + "/erasure", "").expectProblem(404, "not_found");
    }

    private Answer erase() {
        return tenant.admin().post("/api/v1/developers/" + ada + "/erasure", "").expect(200);
    }

    /** The same facts each time, whoever has been erased meanwhile. */
    private void tellEverything() {
        commit('a', "2026-03-01T10:00:00Z", person(name, email, null), "First");
        commit('b', "2026-03-02T10:00:00Z", person(name, email, login), "Thank @" + login + " and " + name);
        commit('c', "2026-03-03T10:00:00Z", person("Grace", "grace@example.org", "grace"), "Merge " + login + "/x");
        commit('d', "2026-03-04T10:00:00Z", person(null, null, login), "Mail " + email);
        pullRequest(1, person(null, null, login), person(null, null, "grace"), 'b');
        pullRequest(2, person(null, null, "grace"), person(null, null, login), 'c');
        deploy("first", 'a', "2026-03-01T12:00:00Z", login);
        deploy("second", 'd', "2026-03-05T12:00:00Z", "grace");
        send(
                "incidents",
                Map.of(
                        "external_id",
                        "I",
                        "title",
                        name + " broke it",
                        "opened_at",
                        "2026-03-05T13:00:00Z",
                        "updated_at",
                        "2026-03-05T13:00:00Z"));
    }

    private List<String> answers() {
        List<String> answers = new ArrayList<>();
        for (String question : List.of(
                "dora?",
                "dora?team_id=" + team + "&",
                "team/" + team + "?",
                "repository/" + repository + "?",
                "data-quality?",
                "deployments?",
                "developer/" + ada + "?",
                "trends?metric=authors&granularity=daily&team_id=" + team + "&")) {
            answers.add(tenant.viewer()
                    .get("/api/v1/analytics/" + question + PERIOD)
                    .expect(200)
                    .body()
                    .replaceAll("\"data_as_of\":\"[^\"]*\"", ""));
        }
        return answers;
    }

    /** The tables with a row of this organization, or of any other, that holds the text. */
    private List<String> tablesThatSay(String text) {
        List<String> tables =
                jdbc.sql("""
                        select table_name::text from information_schema.tables
                        where table_schema = 'public' and table_type = 'BASE TABLE'
                        """).query((row, number) -> row.getString(1)).list();
        return tables.stream()
                .filter(table -> jdbc.sql("select exists (select from " + table + " t where t::text ilike :text)")
                        .param("text", "%" + text + "%")
                        .query(Boolean.class)
                        .single())
                .toList();
    }

    private UUID developer(String filter) {
        return tenant.viewer().get("/api/v1/developers?" + filter).expect(200).uuid("/items/0/id");
    }

    private UUID authorOf(char sha) {
        return jdbc.sql("""
                        select i.developer_id from commits c join identities i on i.id = c.author_identity_id
                        where c.repository_id = :repository and c.sha = :sha
                        """)
                .param("repository", repository)
                .param("sha", sha(sha))
                .query(UUID.class)
                .single();
    }

    private void keepPayload(String deliveryId, String payload) {
        UUID integration = tenant.admin()
                .post("/api/v1/integrations", Map.of("provider", "github", "name", deliveryId))
                .expect(201)
                .uuid("/id");
        jdbc.sql("""
                        insert into webhook_deliveries
                            (integration_id, delivery_id, event, received_at, outcome, payload_digest, payload)
                        values (:integration, :delivery, 'push', now(), 'failed', :payload, :payload)
                        """)
                .param("integration", integration)
                .param("delivery", deliveryId)
                .param("payload", payload.getBytes(UTF_8))
                .update();
    }

    private void commit(char sha, String at, Map<String, String> author, String message) {
        send(
                "commits",
                Map.of(
                        "repository_id",
                        repository,
                        "sha",
                        sha(sha),
                        "parents",
                        sha == 'a' ? List.of() : List.of(sha((char) (sha - 1))),
                        "author",
                        author,
                        "authored_at",
                        at,
                        "committed_at",
                        at,
                        "message",
                        message,
                        "updated_at",
                        at));
    }

    private void pullRequest(int number, Map<String, String> author, Map<String, String> reviewer, char merge) {
        Map<String, Object> pullRequest = new HashMap<>(Map.of(
                "repository_id",
                repository,
                "number",
                number,
                "author",
                author,
                "title",
                "Work of " + name,
                "head_ref",
                login + "/work",
                "state",
                "merged",
                "opened_at",
                "2026-03-02T11:00:00Z",
                "merged_at",
                "2026-03-03T11:00:00Z",
                "merge_commit_sha",
                sha(merge),
                "updated_at",
                "2026-03-03T11:00:00Z"));
        pullRequest.put(
                "reviews",
                List.of(Map.of(
                        "external_id",
                        "r" + number,
                        "reviewer",
                        reviewer,
                        "state",
                        "approved",
                        "submitted_at",
                        "2026-03-03T10:30:00Z")));
        send("pull-requests", pullRequest);
    }

    private void deploy(String externalId, char commit, String at, String by) {
        send(
                "deployments",
                Map.of(
                        "repository_id",
                        repository,
                        "external_id",
                        externalId,
                        "environment",
                        "production",
                        "commit_sha",
                        sha(commit),
                        "status",
                        "success",
                        "finished_at",
                        at,
                        "deployed_by",
                        person(null, null, by),
                        "updated_at",
                        at));
    }

    private void send(String kind, Map<String, Object> event) {
        tenant.ingest().post("/api/v1/events/" + kind, event).expect(200);
    }

    private static Map<String, String> person(@Nullable String name, @Nullable String email, @Nullable String login) {
        Map<String, String> person = new HashMap<>();
        if (name != null) {
            person.put("name", name);
        }
        if (email != null) {
            person.put("email", email);
        }
        if (login != null) {
            person.put("login", login);
        }
        return person;
    }

    private static Map<String, String> unzip(byte[] bytes) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
            }
        }
        return files;
    }

    private static String sha(char name) {
        return String.valueOf(name).repeat(40);
    }
}
