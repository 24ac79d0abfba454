package org.seiplatform.developer.privacy.web;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.Charset;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.databind.json.JsonMapper;

/** What is left of an erased person in a dump of the whole database and in the log, wherever and however they were written. */
@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class ErasureTracesTests {

    private static final String EARLIER = "Earlier ";
    private static final String ACCENTS = "\\p{M}+";
    private static final Pattern ESCAPE = Pattern.compile("\\\\+u([0-9a-fA-F]{4})");

    /** Words that nothing else in the database holds. */
    private final String mark = letters();

    private final String loginMark = letters();
    private final String mailMark = letters();
    private final String han = IntStream.range(0, 3)
            .map(i -> ThreadLocalRandom.current().nextInt(0x4e00, 0x9fa0))
            .mapToObj(Character::toString)
            .collect(Collectors.joining());

    private final String email = "jq." + mailMark + "@example.org";
    private final String login = "jq-" + loginMark;

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JsonMapper json;

    private Tenant tenant;
    private UUID repository;
    private String start;

    @BeforeEach
    void makeTenant() {
        start = jdbc.sql("select txid_current()::text").query(String.class).single();
        tenant = api.tenant();
        repository = tenant.repository("R");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada *",
                "*, John Q.",
                "J. R. R. *",
                "Seán O’*",
                "Jean-Luc *-Picard",
                "Renée Müller *",
                "Juan Carlos de la Vega y *",
                "*",
                "汉"
            })
    void nothingIsLeftInAnyColumnNorInTheLog(String pattern, CapturedOutput log) {
        String name = pattern.equals("汉")
                ? han
                : pattern.replace("*", mark.substring(0, 1).toUpperCase(Locale.ROOT) + mark.substring(1));
        tellEverything(name);
        UUID developer = developer();
        List<String> figures = figures();
        assertThat(columnsThatSayIt())
                .contains(
                        "commits.subject",
                        "commits.branch",
                        "pull_requests.head_ref",
                        "pull_requests.labels",
                        "reviews.external_id",
                        "deployments.external_id",
                        "deployments.ref",
                        "deployments.deployment_group",
                        "environments.name",
                        "delivered_changes.deployment_id",
                        "incidents.external_id",
                        "incidents.severity",
                        "teams.name",
                        "repositories.url",
                        "api_keys.name",
                        "integrations.name",
                        "webhook_deliveries.delivery_id",
                        "webhook_deliveries.payload",
                        "import_jobs.source",
                        "import_jobs.options",
                        "audit_events.after",
                        "developer_names.name");

        erase(developer);

        assertThat(columnsThatSayIt()).isEmpty();
        assertThat(figures()).isEqualTo(figures);
        assertThat(verified()).isTrue();

        tellFacts(name);
        assertThat(columnsThatSayIt()).isEmpty();
        assertThat(figures()).isEqualTo(figures);
        assertThat(folded(log.getAll())).doesNotContain(marks().toArray(String[]::new));
    }

    @Test
    void namesFromBeforeAreErasedAndSoAreThoseOfWhoWasMerged() {
        commit('a', person("First " + mark, email, null), "By First " + mark);
        commit('b', person("Second Name", email, null), "By Second Name");
        UUID developer = developer();
        UUID other = tenant.manager()
                .post(
                        "/api/v1/developers",
                        Map.of("name", "Other " + loginMark, "email", "other@" + mailMark + ".example"))
                .expect(201)
                .uuid("/id");
        tenant.manager()
                .patch("/api/v1/developers/" + other, "*", Map.of("name", "Third Name"))
                .expect(200);
        tenant.manager()
                .post("/api/v1/developers/" + developer + "/merge", Map.of("developer_id", other))
                .expect(200);
        commit(
                'c',
                person("Grace", "grace@example.org", null),
                "Thank Other " + loginMark + " and other@" + mailMark + ".example");

        erase(developer);

        assertThat(columnsThatSayIt()).isEmpty();
    }

    @Test
    void whoWasMadeByHandIsWhoAppearsInEventsAndDoesNotComeBack() {
        UUID made = tenant.manager()
                .post("/api/v1/developers", Map.of("name", "Ada " + mark, "email", email))
                .expect(201)
                .uuid("/id");
        commit('a', person("Ada " + mark, email, null), "m");
        assertThat(developer()).isEqualTo(made);

        erase(made);
        assertThat(columnsThatSayIt()).isEmpty();

        tenant.manager()
                .post("/api/v1/developers", Map.of("name", "Ada " + mark, "email", email))
                .expectProblem(409, "developer_erased");
        UUID grace = tenant.developer("Grace");
        tenant.manager()
                .patch("/api/v1/developers/" + grace, "*", Map.of("email", email.toUpperCase(Locale.ROOT)))
                .expectProblem(409, "developer_erased");
        assertThat(columnsThatSayIt()).isEmpty();
    }

    @Test
    void whoIsMadeByHandWithAnAddressThatEventsHaveShownIsTheSamePerson() {
        commit('a', person("Ada " + mark, email, login), "m");
        UUID observed = developer();

        UUID made = tenant.manager()
                .post("/api/v1/developers", Map.of("name", "Countess", "email", email))
                .expect(201)
                .uuid("/id");

        assertThat(made).isNotEqualTo(observed);
        assertThat(developer()).isEqualTo(made);
        tenant.viewer().get("/api/v1/developers/" + observed).expect(404);
        erase(made);
        assertThat(columnsThatSayIt()).isEmpty();
    }

    @Test
    void anotherNameOfAnErasedPersonThatComesLaterIsErasedToo() {
        commit('a', person("Ada", email, null), "m");
        erase(developer());

        commit('b', person("Countess " + mark, email, login), "By Countess " + mark + ", @" + login);

        await().untilAsserted(() -> assertThat(columnsThatSayIt()).isEmpty());
    }

    @Test
    void whatHoldsEscapesOfCharactersThatCannotBeStoredIsErasedToo() {
        commit('a', person("Ada " + mark, email, login), "100%00 Ada " + mark + " \\u0000");
        pullRequest(1, "%00 " + email);

        erase(developer());

        assertThat(columnsThatSayIt()).isEmpty();
        commit('b', person("Ada " + mark, email, login), "%00 Ada " + mark, "x%00/" + login);
        pullRequest(2, "\\ud83d\\u0000 " + email);
        assertThat(columnsThatSayIt()).isEmpty();
    }

    @Test
    void aCommonWordForANameChangesNoNameOfAThing() {
        commit('a', person("Ada " + mark, email, login), "m", "main");
        deploy(2, "", "x");
        erase(developer());

        for (String word : List.of("production", "main", "bug")) {
            commit('b', person(word, email, login), "m", "main");
        }
        pullRequest(1, "x");

        await().during(Duration.ofSeconds(5))
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(jdbc.sql("""
                                select name from environments where organization_id = :id
                                union all select distinct branch from commits where repository_id = :repository
                                union all select base_ref from pull_requests where repository_id = :repository
                                union all select 'bug' from pull_requests where repository_id = :repository and 'bug' = any(labels)
                                """)
                                .param("id", tenant.id())
                                .param("repository", repository)
                                .query((row, number) -> String.valueOf(row.getString(1)))
                                .list())
                        .containsExactlyInAnyOrder("production", "main", "main", "bug"));
    }

    @Test
    void anErasureThatCannotBeFinishedYetSaysSo() {
        UUID job = startImport("https://nowhere.invalid/" + login + "/x.git");
        commit('a', person("Ada " + mark, email, login), "m");
        jdbc.sql("update import_jobs set status = 'running', worker = 'w', heartbeat_at = 'infinity' where id = :id")
                .param("id", job)
                .update();
        UUID developer = developer();

        Answer accepted = tenant.admin()
                .post("/api/v1/developers/" + developer + "/erasure", "")
                .expect(202);
        String location = accepted.header("Location").orElseThrow();
        assertThat(tenant.admin().get(location).expect(200).text("/state")).isEqualTo("in_progress");

        jdbc.sql("update import_jobs set status = 'failed' where id = :id")
                .param("id", job)
                .update();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                tenant.admin().get(location).expect(200).text("/state"))
                        .isEqualTo("done"));
        assertThat(columnsThatSayIt()).isEmpty();
    }

    @Test
    void anErasureWaitsForAnImportThatIsLikeOneThatIsOver() {
        String url = "https://nowhere.invalid/" + login + "/x.git";
        UUID over = startImport(url);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.sql("select finished_at is not null from import_jobs where id = :id")
                        .param("id", over)
                        .query(Boolean.class)
                        .single());
        UUID queued = startImport(url);
        jdbc.sql("""
                        update import_jobs set status = 'running', worker = 'w', heartbeat_at = 'infinity', finished_at = null
                        where id = :id
                        """).param("id", queued).update();
        commit('a', person("Ada " + mark, email, login), "m");
        UUID developer = developer();

        tenant.admin().post("/api/v1/developers/" + developer + "/erasure", "").expect(202);

        jdbc.sql("update import_jobs set status = 'failed' where id = :id")
                .param("id", queued)
                .update();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(columnsThatSayIt()).isEmpty());
    }

    @Test
    void whoWasErasedIsNotForgotten() {
        UUID made = tenant.manager()
                .post("/api/v1/developers", Map.of("name", "Ada " + mark, "email", email))
                .expect(201)
                .uuid("/id");
        erase(made);

        tenant.manager().delete("/api/v1/developers/" + made, "*").expectProblem(409, "developer_erased");
        commit('a', person("Ada " + mark, email, login), "By Ada " + mark);
        assertThat(columnsThatSayIt()).isEmpty();
    }

    @Test
    void aNoReplyAddressOfAnErasedLoginBringsNobodyBack() {
        UUID made = tenant.manager()
                .post(
                        "/api/v1/developers",
                        Map.of("name", "Ada " + mark, "identities", List.of(Map.of("kind", "github", "value", login))))
                .expect(201)
                .uuid("/id");
        erase(made);
        UUID grace = tenant.developer("Grace");

        for (String address : List.of(login, "7+" + login.toUpperCase(Locale.ROOT))) {
            String noReply = address + "@users.noreply.github.com";
            tenant.manager()
                    .post("/api/v1/developers", Map.of("name", "X", "email", noReply))
                    .expectProblem(409, "developer_erased");
            tenant.manager()
                    .patch("/api/v1/developers/" + grace, "*", Map.of("email", noReply))
                    .expectProblem(409, "developer_erased");
            tenant.manager()
                    .post("/api/v1/developers/" + grace + "/identities", Map.of("kind", "email", "value", noReply))
                    .expectProblem(409, "developer_erased");
        }
        assertThat(columnsThatSayIt()).isEmpty();
    }

    private void erase(UUID developer) {
        tenant.admin().post("/api/v1/developers/" + developer + "/erasure", "").expect(200);
        assertThat(tenant.admin()
                        .get("/api/v1/developers/" + developer + "/erasure")
                        .expect(200)
                        .text("/state"))
                .isEqualTo("done");
    }

    private UUID developer() {
        return tenant.viewer()
                .get("/api/v1/developers?email=" + email)
                .expect(200)
                .uuid("/items/0/id");
    }

    private void tellEverything(String name) {
        tellFacts(name);
        tellFacts(EARLIER + name);
        tenant.manager()
                .post("/api/v1/teams", Map.of("slug", "t-" + login, "name", "Team of " + name))
                .expect(201);
        tenant.manager()
                .post(
                        "/api/v1/repositories",
                        Map.of(
                                "name",
                                login + "/x",
                                "provider",
                                "github",
                                "provider_id",
                                "7",
                                "url",
                                "https://github.com/" + login + "/x"))
                .expect(201);
        tenant.admin()
                .post("/api/v1/api-keys", Map.of("name", "Laptop of " + name, "role", "viewer"))
                .expect(201);
        UUID integration = tenant.admin()
                .post("/api/v1/integrations", Map.of("provider", "github", "name", "For " + name))
                .expect(201)
                .uuid("/id");
        startImport("https://nowhere.invalid/" + login + "/x.git");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.sql(
                                "select not exists (select from import_jobs where organization_id = :id and finished_at is null)")
                        .param("id", tenant.id())
                        .query(Boolean.class)
                        .single());
        List<String> payloads = List.of(
                json.writeValueAsString(Map.of("sender", Map.of("login", login.toUpperCase(Locale.ROOT)))),
                json.writeValueAsString(Map.of("body", "Signed-off-by: " + name + " <" + email + ">")),
                json.writeValueAsString(Map.of("body", json.writeValueAsString(Map.of("text", name)))),
                escaped(json.writeValueAsString(Map.of("name", name))),
                "not even JSON by " + name);
        for (int payload = 0; payload < payloads.size(); payload++) {
            keep(integration, login + "-" + payload, payloads.get(payload).getBytes(UTF_8));
        }
        keep(integration, "utf16", payloads.get(1).getBytes(UTF_16LE));
        keep(integration, "utf16be", payloads.get(3).getBytes(UTF_16BE));
    }

    private UUID startImport(String url) {
        return tenant.manager()
                .post("/api/v1/repositories/" + repository + "/imports", Map.of("url", url))
                .expect(202)
                .uuid("/id");
    }

    private void keep(UUID integration, String deliveryId, byte[] payload) {
        jdbc.sql("""
                        insert into webhook_deliveries
                            (integration_id, delivery_id, event, received_at, outcome, payload_digest, payload)
                        values (:integration, :delivery, 'push', now(), 'failed', sha256(:payload), :payload)
                        """)
                .param("integration", integration)
                .param("delivery", deliveryId)
                .param("payload", payload)
                .update();
    }

    private void tellFacts(String name) {
        commit('a', person(name, email, login), "m", login + "/x");
        int number = 0;
        for (String written : List.of(
                name,
                name.toUpperCase(Locale.ROOT),
                Normalizer.normalize(name, Form.NFD),
                Normalizer.normalize(name, Form.NFKC),
                fullWidth(name),
                name.replace('’', '\''),
                escaped(name),
                turned(name),
                email.toUpperCase(Locale.ROOT),
                "@" + login,
                login + "/fix")) {
            number++;
            commit(
                    (char) ('a' + number),
                    person("Grace", "grace@example.org", "grace"),
                    "Signed-off-by: " + written,
                    login + "/" + number);
            pullRequest(number, written);
            deploy(number, name, written);
            incident(number, written);
        }
    }

    private void commit(char sha, Map<String, String> author, String message) {
        commit(sha, author, message, "main");
    }

    private void commit(char sha, Map<String, String> author, String message, String branch) {
        Map<String, Object> commit = new HashMap<>(Map.of(
                "repository_id",
                repository,
                "sha",
                sha(sha),
                "author",
                author,
                "authored_at",
                "2026-03-01T10:00:00Z",
                "committed_at",
                "2026-03-01T1" + (sha - 'a') % 10 + ":00:00Z",
                "message",
                message,
                "branch",
                branch,
                "updated_at",
                "2026-03-01T10:00:00Z"));
        commit.put("parents", sha == 'a' ? List.of() : List.of(sha((char) (sha - 1))));
        send("commits", commit);
    }

    private void pullRequest(int number, String written) {
        Map<String, Object> pullRequest = new HashMap<>(Map.of(
                "repository_id",
                repository,
                "number",
                number,
                "author",
                person(null, email, login),
                "title",
                "Work of " + written,
                "head_ref",
                login + "/work",
                "base_ref",
                "main",
                "labels",
                List.of(written, "for " + written, "bug"),
                "state",
                "open",
                "opened_at",
                "2026-03-02T11:00:00Z",
                "updated_at",
                "2026-03-03T11:00:00Z"));
        pullRequest.put(
                "reviews",
                List.of(Map.of(
                        "external_id",
                        "review " + number + " of " + written,
                        "reviewer",
                        person(null, "grace@example.org", null),
                        "state",
                        "approved",
                        "submitted_at",
                        "2026-03-03T10:30:00Z")));
        send("pull-requests", pullRequest);
    }

    private void deploy(int number, String name, String written) {
        Map<String, Object> deployment = new HashMap<>(Map.of(
                "repository_id",
                repository,
                "external_id",
                "run " + number + " by " + written,
                "environment",
                number % 2 == 0 ? "production" : "test of " + login,
                "commit_sha",
                sha((char) ('a' + number)),
                "ref",
                login + "/hotfix-" + number,
                "status",
                "success",
                "finished_at",
                "2026-03-04T1" + number % 10 + ":0" + number / 10 + (name.startsWith(EARLIER) ? ":30Z" : ":00Z"),
                "deployed_by",
                person(null, null, login),
                "deployment_group",
                ("train of " + written).toLowerCase(Locale.ROOT),
                "updated_at",
                // Later than what was said of the same run under the earlier name: of contradictions the later one
                // counts.
                name.startsWith(EARLIER) ? "2026-03-04T20:00:00Z" : "2026-03-04T20:01:00Z"));
        send("deployments", deployment);
    }

    private void incident(int number, String written) {
        send(
                "incidents",
                Map.of(
                        "external_id",
                        written + "'s incident " + number,
                        "title",
                        written + " broke it",
                        "severity",
                        written,
                        "opened_at",
                        "2026-03-05T1" + number % 10 + ":00:00Z",
                        "caused_by",
                        List.of(Map.of("repository_id", repository, "external_id", "run " + number + " by " + written)),
                        "updated_at",
                        "2026-03-05T20:00:00Z"));
    }

    private void send(String kind, Map<String, ?> event) {
        tenant.ingest().post("/api/v1/events/" + kind, event).expect(200);
    }

    private List<String> figures() {
        return List.of("dora?", "repository/" + repository + "?").stream()
                .map(question -> tenant.viewer()
                        .get("/api/v1/analytics/" + question + "start=2026-03-01T00:00:00Z&end=2026-03-31T00:00:00Z")
                        .expect(200)
                        .body()
                        .replaceAll("\"data_as_of\":\"[^\"]*\"", ""))
                .toList();
    }

    private boolean verified() {
        return tenant.admin()
                .get("/api/v1/audit-events/verification")
                .expect(200)
                .json("/intact")
                .asBoolean();
    }

    private List<String> marks() {
        return List.of(mark, loginMark, mailMark, han);
    }

    /** All columns of all tables, whatever they are, in the rows that were written since the person was made up. */
    private List<String> columnsThatSayIt() {
        TreeSet<String> found = new TreeSet<>();
        jdbc.sql("""
                        select c.table_name, c.column_name, c.udt_name
                        from information_schema.columns c
                        join information_schema.tables t using (table_schema, table_name)
                        where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
                        """).query(row -> {
            String table = row.getString("table_name");
            String column = row.getString("column_name");
            String name = '"' + column + '"';
            if (row.getString("udt_name").equals("bytea")) {
                rows("select " + name + " from " + table + " where " + name + " is not null")
                        .query(value -> {
                            byte[] bytes = value.getBytes(1);
                            for (Charset charset : List.of(UTF_8, UTF_16LE, UTF_16BE)) {
                                note(found, table + "." + column, new String(bytes, charset));
                            }
                        });
            } else {
                rows("select " + name + "::text from " + table + " where " + name + " is not null")
                        .query(value -> {
                            note(found, table + "." + column, value.getString(1));
                        });
            }
        });
        return new ArrayList<>(found);
    }

    private StatementSpec rows(String select) {
        return jdbc.sql(select + " and age(xmin) <= age(cast(:start as xid))").param("start", start);
    }

    private void note(TreeSet<String> found, String column, String text) {
        String folded = folded(text);
        if (marks().stream().anyMatch(folded::contains)) {
            found.add(column);
        }
    }

    private static String folded(String text) {
        String plain = ESCAPE.matcher(text).replaceAll(match -> {
            char character = (char) Integer.parseInt(match.group(1), 16);
            return Character.isLetter(character) || Character.getType(character) == Character.NON_SPACING_MARK
                    ? String.valueOf(character)
                    : " ";
        });
        return Normalizer.normalize(plain, Form.NFKD).replaceAll(ACCENTS, "").toLowerCase(Locale.ROOT);
    }

    private static String turned(String name) {
        int comma = name.indexOf(", ");
        int blank = name.lastIndexOf(' ');
        if (comma > 0) {
            return name.substring(comma + 2) + " " + name.substring(0, comma);
        }
        return blank > 0 ? name.substring(blank + 1) + ", " + name.substring(0, blank) : name;
    }

    private static String fullWidth(String text) {
        return text.chars()
                .mapToObj(character ->
                        Character.toString(character > ' ' && character < 0x7f ? character + 0xfee0 : character))
                .collect(Collectors.joining());
    }

    private static String escaped(String text) {
        return text.chars()
                .mapToObj(
                        character -> character < 0x7f ? Character.toString(character) : "\\u%04x".formatted(character))
                .collect(Collectors.joining());
    }

    private static String letters() {
        return ThreadLocalRandom.current()
                .ints(9, 'a', 'z' + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
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

    private static String sha(char name) {
        return "%02x".formatted((int) name).repeat(20);
    }
}
