package org.seiplatform.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seiplatform.platform.security.Role;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** One pull request from its commit to its deployment, and an incident, as the reports tell of them over HTTP. */
@ApiTest
class ReportApiTests {

    private static final double HOUR = 3600;
    private static final String PERIOD = "?start=2026-03-01T00:00:00Z&end=2026-03-31T00:00:00Z";

    @Autowired
    private Api api;

    private Tenant tenant;
    private UUID repository;
    private UUID team;

    @BeforeEach
    void sendTheFacts() {
        tenant = api.tenant();
        repository = tenant.repository("R");
        team = tenant.team("team");
        tenant.own(team, repository);
        send(
                "commits",
                List.of(
                        Map.of(
                                "sha", sha('a'),
                                "parents", List.of(),
                                "authored_at", "2026-03-01T09:00:00Z",
                                "committed_at", "2026-03-01T09:00:00Z",
                                "message", "Begin"),
                        Map.of(
                                "sha",
                                sha('b'),
                                "parents",
                                List.of(sha('a')),
                                "author",
                                Map.of("name", "Author", "email", "author@example.org", "login", "author"),
                                "authored_at",
                                "2026-03-02T09:00:00Z",
                                "committed_at",
                                "2026-03-03T12:00:00Z",
                                "message",
                                "Change",
                                "lines_added",
                                10,
                                "lines_deleted",
                                5)));
        send(
                "pull-requests",
                List.of(Map.ofEntries(
                        Map.entry("number", 1),
                        Map.entry("title", "Change"),
                        Map.entry("author", Map.of("login", "author")),
                        Map.entry("state", "merged"),
                        Map.entry("opened_at", "2026-03-02T10:00:00Z"),
                        Map.entry("merged_at", "2026-03-03T12:00:00Z"),
                        Map.entry("merge_commit_sha", sha('b')),
                        Map.entry("commits", List.of(Map.of("sha", sha('b'), "authored_at", "2026-03-02T09:00:00Z"))),
                        Map.entry("lines_added", 10),
                        Map.entry("lines_deleted", 5),
                        Map.entry(
                                "reviews",
                                List.of(Map.of(
                                        "external_id", "1",
                                        "reviewer", Map.of("login", "reviewer"),
                                        "state", "approved",
                                        "submitted_at", "2026-03-03T11:00:00Z"))))));
        send(
                "deployments",
                List.of(deployment("D1", 'a', "2026-03-01T12:00:00Z"), deployment("D2", 'b', "2026-03-03T14:00:00Z")));
        send(
                "incidents",
                List.of(Map.of(
                        "external_id", "I",
                        "opened_at", "2026-03-03T15:00:00Z",
                        "resolved_at", "2026-03-03T18:00:00Z")));
    }

    @Test
    void aTeamReportTellsHowWorkFlowsInItsRepositories() {
        UUID author = developer("author");
        tenant.manager()
                .put("/api/v1/teams/" + team + "/members/" + author, Map.of("role", "lead"))
                .expect(204);

        JsonNode report = ask("team/" + team + PERIOD).json();

        assertThat(report.at("/scope/type").asString()).isEqualTo("team");
        assertThat(report.at("/environment").asString()).isEqualTo("production");
        assertThat(report.at("/activity/commits/value").asInt()).isEqualTo(2);
        assertThat(report.at("/activity/authors/value").asInt()).isEqualTo(1);
        assertThat(report.at("/activity/lines_added/value").asInt()).isEqualTo(10);
        assertThat(report.at("/cycle_time/coding/value").asDouble()).isEqualTo(HOUR);
        assertThat(report.at("/cycle_time/pickup/p95").asDouble()).isEqualTo(25 * HOUR);
        assertThat(report.at("/cycle_time/review/value").asDouble()).isEqualTo(HOUR);
        assertThat(report.at("/cycle_time/deploy/value").asDouble()).isEqualTo(2 * HOUR);
        assertThat(report.at("/cycle_time/cycle/value").asDouble()).isEqualTo(29 * HOUR);
        assertThat(report.at("/cycle_time/cycle/unit").asString()).isEqualTo("seconds");
        assertThat(report.at("/cycle_time/cycle/low_confidence").asBoolean()).isTrue();
        assertThat(report.at("/cycle_time/cycle_not_deployed").asInt(-1)).isZero();
        assertThat(report.at("/pull_requests/merged/value").asInt()).isEqualTo(1);
        assertThat(report.at("/pull_requests/size/value").asInt()).isEqualTo(15);
        assertThat(report.at("/reviews/merged_without_review/value").asDouble(-1))
                .isZero();
        assertThat(report.at("/time_to_restore/reason").asString()).isEqualTo("no_incidents");
        assertThat(report.at("/collaboration/pairs/0/author/id").asString()).isEqualTo(author.toString());
        assertThat(report.at("/data_quality/commits_without_known_person/value").asInt())
                .isEqualTo(1);
        assertThat(report.at("/members/0/developer/name").asString()).isEqualTo("Author");
        assertThat(report.at("/members/0/role").asString()).isEqualTo("lead");
        assertThat(report.at("/members/0/pull_requests_merged").asInt()).isEqualTo(1);
    }

    @Test
    void aRepositoryReportTellsTheSameOfOneRepository() {
        JsonNode report = ask("repository/" + repository + PERIOD).json();

        assertThat(report.at("/scope/id").asString()).isEqualTo(repository.toString());
        assertThat(report.at("/cycle_time/cycle/value").asDouble()).isEqualTo(29 * HOUR);
        assertThat(report.has("members")).isFalse();
    }

    @Test
    void aDeveloperReportDescribesAndDoesNotRate() {
        Answer answer = ask("developer/" + developer("author") + PERIOD);

        assertThat(answer.text("/developer/name")).isEqualTo("Author");
        assertThat(answer.json("/activity/commits/value").asInt()).isEqualTo(1);
        assertThat(answer.json("/pull_requests/merged/value").asInt()).isEqualTo(1);
        assertThat(answer.json("/pull_requests/pickup/value").asDouble()).isEqualTo(25 * HOUR);
        assertThat(answer.json("/deliveries/deployments/value").asInt()).isEqualTo(1);
        assertThat(answer.json("/deliveries/change_lead_time/value").asDouble()).isEqualTo(29 * HOUR);
        assertThat(answer.text("/collaboration/pairs/0/reviewer/name")).isEqualTo("reviewer");
        assertThat(answer.body()).doesNotContain("rating", "improving", "worsening");
        assertThat(ask("developer/" + developer("reviewer") + PERIOD)
                        .json("/reviews/reviews_given/value")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void dataQualityTellsWhatIsMissing() {
        Answer quality = ask("data-quality" + PERIOD);

        assertThat(quality.json("/deployments_with_known_commits/value").asDouble())
                .isEqualTo(1);
        assertThat(quality.json("/incidents_linked_by_rule/value").asDouble()).isEqualTo(1);
        assertThat(quality.json("/negative_durations/lead_times").asInt(-1)).isZero();
        assertThat(quality.json("/stuck_deployments").asInt(-1)).isZero();
        assertThat(quality.text("/latest_events/0/at")).isEqualTo("2026-03-03T14:00:00Z");
    }

    @Test
    void timeToRestoreIsThatOfTheOrganizationsIncidentsWhereTheyNameNoRepository() {
        assertThat(ask("trends?metric=time_to_restore&granularity=monthly&" + PERIOD.substring(1))
                        .json("/buckets/0/value")
                        .asDouble())
                .isEqualTo(3 * HOUR);
    }

    @Test
    void withoutDataThereAreReasonsInsteadOfZeroes() {
        JsonNode report = ask("team/" + tenant.team("idle") + PERIOD).json();

        assertThat(report.at("/cycle_time/cycle/value").isNull()).isTrue();
        assertThat(report.at("/cycle_time/cycle/reason").asString()).isEqualTo("no_pull_requests");
        assertThat(report.at("/cycle_time/cycle/sample_size").asInt(-1)).isZero();
        assertThat(report.at("/reviews/review_load/reason").asString()).isEqualTo("no_reviews");
        assertThat(report.at("/data_quality/deployments_with_known_commits/reason")
                        .asString())
                .isEqualTo("no_deployments");
        assertThat(report.at("/activity/commits/value").asInt(-1)).isZero();
    }

    @Test
    void thePathSaysWhatToAskAbout() {
        tenant.viewer()
                .get("/api/v1/analytics/team/" + team + PERIOD + "&repository_id=" + repository)
                .expectInvalid("?repository_id");
    }

    /** PostgreSQL takes an offset for its opposite, and does not know all names that Java knows. */
    @ParameterizedTest
    @ValueSource(strings = {"%2B02:00", "UTC%2B2", "Z", "SystemV/AST4", "Mars/Olympus"})
    void aTimeZoneIsANameThatTheDatabaseKnows(String timeZone) {
        tenant.viewer()
                .get("/api/v1/analytics/team/" + team + PERIOD + "&time_zone=" + timeZone)
                .expectInvalid("?time_zone");
    }

    @Test
    void theDocumentationNamesWhatEachReportMayBeAsked() {
        JsonNode paths = api.anonymous().get("/v3/api-docs").expect(200).json("/paths");

        assertThat(parameters(paths, "/api/v1/analytics/team/{team_id}"))
                .containsExactlyInAnyOrder("team_id", "start", "end", "environment", "time_zone");
        assertThat(parameters(paths, "/api/v1/analytics/data-quality"))
                .containsExactlyInAnyOrder(
                        "organization_id", "team_id", "repository_id", "start", "end", "environment", "time_zone");
    }

    private static List<String> parameters(JsonNode paths, String path) {
        return paths.path(path).at("/get/parameters").findValuesAsString("name");
    }

    @Test
    void whatBelongsToAnotherOrganizationIsNotThere() {
        Tenant other = api.tenant();
        UUID developer = developer("author");
        for (String path : List.of("team/" + team, "repository/" + repository, "developer/" + developer)) {
            other.admin().get("/api/v1/analytics/" + path).expectProblem(404, "not_found");
            tenant.as(Role.OPERATOR).get("/api/v1/analytics/" + path).expect(200);
        }
        other.admin().get("/api/v1/analytics/data-quality?team_id=" + team).expectProblem(404, "not_found");
    }

    private UUID developer(String login) {
        return tenant.viewer()
                .get("/api/v1/developers?login=" + login)
                .expect(200)
                .uuid("/items/0/id");
    }

    private Answer ask(String question) {
        return tenant.viewer().get("/api/v1/analytics/" + question).expect(200);
    }

    private void send(String kind, List<Map<String, Object>> events) {
        tenant.ingest()
                .post(
                        "/api/v1/events/" + kind,
                        events.stream()
                                .map(event -> kind.equals("incidents") ? event : inRepository(event))
                                .toList())
                .expect(200);
    }

    private Map<String, Object> inRepository(Map<String, Object> event) {
        Map<String, Object> located = new HashMap<>(event);
        located.put("repository_id", repository);
        return located;
    }

    private static Map<String, Object> deployment(String externalId, char commit, String finishedAt) {
        return Map.of(
                "external_id",
                externalId,
                "environment",
                "production",
                "commit_sha",
                sha(commit),
                "status",
                "success",
                "finished_at",
                finishedAt);
    }

    private static String sha(char name) {
        return String.valueOf(name).repeat(40);
    }
}
