package org.seiplatform.source.webhook.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Choices;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a provider reports of a deployment that has succeeded does not unmake it; what its sender states does. */
@ApiTest
class FirstSuccessTests {

    private static final String SHA = "a".repeat(40);

    @Autowired
    private Api api;

    private Tenant tenant;
    private WebhookSender gitHub;
    private WebhookSender gitLab;

    @BeforeEach
    void makeIntegrations() {
        tenant = api.tenant();
        gitHub = WebhookSender.create(
                api,
                tenant,
                "github",
                Map.of("deployment_sources", List.of("deployments", "workflows"), "workflow_pattern", "."));
        gitLab = WebhookSender.create(
                api,
                tenant,
                "gitlab",
                Map.of("deployment_sources", List.of("deployments", "workflows"), "workflow_pattern", "."));
    }

    @Test
    void statusesOfAGitHubDeploymentMayComeInAnyOrder() {
        List<Map<String, Object>> statuses = List.of(
                status("failure", "2026-11-20T10:01:00Z"),
                status("success", "2026-11-20T10:05:00Z"),
                status("success", "2026-11-20T18:05:00Z"),
                status("in_progress", "2026-11-21T09:00:00Z"),
                status("failure", "2026-11-21T10:00:00Z"));
        new Choices(7).times(6, choices -> {
            makeIntegrations();
            choices.shuffled(statuses).forEach(status -> report("deployment_status", status));
            assertSuccess("2026-11-20T10:05:00Z");
        });
    }

    @Test
    void aFailureThatIsRetriedSucceeds() {
        report("deployment_status", status("failure", "2026-11-20T10:05:00Z"));
        report("deployment_status", status("success", "2026-11-20T11:05:00Z"));

        assertSuccess("2026-11-20T11:05:00Z");
    }

    @Test
    void eachAttemptOfARunIsADeploymentWhoseFirstSuccessStands() {
        report("workflow_run", run(1, "success", "2026-11-20T10:05:00Z"));
        report("workflow_run", run(1, "failure", "2026-11-20T10:06:00Z"));
        report("workflow_run", run(2, "failure", "2026-11-20T18:05:00Z"));

        assertThat(deployments())
                .extracting(deployment -> deployment.at("/external_id").asString() + " "
                        + deployment.at("/status").asString() + " "
                        + deployment.at("/finished_at").asString())
                .containsExactlyInAnyOrder(
                        "workflow_run:5:1 success 2026-11-20T10:05:00Z",
                        "workflow_run:5:2 failure 2026-11-20T18:05:00Z");
    }

    @Test
    void aJobOfAPipelineThatIsPlayedLaterUnmakesNothing() {
        send(gitLab, pipeline("success", "2026-11-20 10:05:00 UTC"));
        send(gitLab, pipeline("failed", "2026-11-20 18:05:00 UTC"));
        send(gitLab, pipeline("success", "2026-11-20 19:05:00 UTC"));

        assertSuccess("2026-11-20T10:05:00Z");
    }

    @Test
    void aGitLabDeploymentKeepsItsBeginningAndItsFirstSuccess() {
        send(gitLab, deployment("running", "2026-11-20 10:00:00 UTC"));
        send(gitLab, deployment("success", "2026-11-20 10:05:00 UTC"));
        send(gitLab, deployment("failed", "2026-11-20 18:05:00 UTC"));

        assertSuccess("2026-11-20T10:05:00Z");
        assertThat(deployments().getFirst().at("/started_at").asString()).isEqualTo("2026-11-20T10:00:00Z");
    }

    @Test
    void theSendersOwnStatementCorrectsAReportInWhateverOrderTheyCome() {
        Map<String, Object> correction = new HashMap<>();
        report("deployment_status", status("success", "2026-11-20T10:05:00Z"));
        String repository =
                tenant.viewer().get("/api/v1/repositories").expect(200).text("/items/0/id");
        correction.put("repository_id", UUID.fromString(repository));
        correction.put("external_id", "deployment:1");
        correction.put("environment", "production");
        correction.put("commit_sha", SHA);
        correction.put("status", "failure");
        correction.put("finished_at", "2026-11-20T10:04:00Z");
        correction.put("updated_at", "2026-11-20T12:00:00Z");
        state(correction);
        report("deployment_status", status("success", "2026-11-20T18:05:00Z"));
        assertThat(deployments().getFirst().at("/status").asString()).isEqualTo("failure");

        // An earlier statement than the report is no correction.
        correction.put("updated_at", "2026-11-20T10:00:00Z");
        state(correction);
        assertThat(deployments().getFirst().at("/status").asString()).isEqualTo("failure");

        correction.put("status", "success");
        correction.put("finished_at", "2026-11-20T10:03:00Z");
        correction.put("updated_at", "2026-11-20T13:00:00Z");
        correction.put("kind", "hotfix");
        state(correction);
        report("deployment_status", status("failure", "2026-11-21T10:00:00Z"));
        assertSuccess("2026-11-20T10:03:00Z");
        assertThat(deployments().getFirst().at("/kind").asString()).isEqualTo("hotfix");
    }

    private void state(Map<String, Object> deployment) {
        tenant.ingest().post("/api/v1/events/deployments", deployment).expect(200);
    }

    private void assertSuccess(String finishedAt) {
        assertThat(deployments()).singleElement().satisfies(deployment -> {
            assertThat(deployment.at("/status").asString()).isEqualTo("success");
            assertThat(deployment.at("/finished_at").asString()).isEqualTo(finishedAt);
        });
    }

    private List<JsonNode> deployments() {
        Answer answer = tenant.viewer()
                .get("/api/v1/analytics/deployments?start=2026-11-01T00:00:00Z&end=2026-12-01T00:00:00Z")
                .expect(200);
        List<JsonNode> deployments = new ArrayList<>();
        answer.json("/items").forEach(row -> deployments.add(row.at("/deployments/0")));
        return deployments;
    }

    private void report(String event, Map<String, Object> payload) {
        gitHub.gitHub(event, JsonMapper.shared().writeValueAsBytes(payload)).expect(200);
    }

    private static void send(WebhookSender sender, Map<String, Object> payload) {
        sender.gitLab(JsonMapper.shared().writeValueAsBytes(payload)).expect(200);
    }

    private static Map<String, Object> repository() {
        return Map.of("id", 1, "full_name", "o/r", "html_url", "https://github.com/o/r", "default_branch", "main");
    }

    private static Map<String, Object> status(String state, String at) {
        return Map.of(
                "action", "created",
                "repository", repository(),
                "deployment",
                        Map.of(
                                "id",
                                1,
                                "sha",
                                SHA,
                                "ref",
                                "main",
                                "environment",
                                "production",
                                "creator",
                                Map.of("login", "o"),
                                "created_at",
                                "2026-11-20T10:00:00Z"),
                "deployment_status",
                        Map.of(
                                "id",
                                1,
                                "state",
                                state,
                                "environment",
                                "production",
                                "created_at",
                                at,
                                "updated_at",
                                at));
    }

    private static Map<String, Object> run(int attempt, String conclusion, String updatedAt) {
        return Map.of(
                "action", "completed",
                "repository", repository(),
                "workflow_run",
                        Map.of(
                                "id",
                                5,
                                "name",
                                "Deploy",
                                "run_attempt",
                                attempt,
                                "event",
                                "push",
                                "head_sha",
                                SHA,
                                "head_branch",
                                "main",
                                "conclusion",
                                conclusion,
                                "created_at",
                                "2026-11-20T10:00:00Z",
                                "updated_at",
                                updatedAt));
    }

    private static Map<String, Object> project() {
        return Map.of(
                "id", 2, "path_with_namespace", "g/p", "web_url", "https://gitlab.com/g/p", "default_branch", "main");
    }

    private static Map<String, Object> pipeline(String status, String finishedAt) {
        return Map.of(
                "object_kind", "pipeline",
                "project", project(),
                "object_attributes",
                        Map.of(
                                "id",
                                31,
                                "ref",
                                "main",
                                "sha",
                                SHA,
                                "source",
                                "push",
                                "status",
                                status,
                                "created_at",
                                "2026-11-20 10:00:00 UTC",
                                "finished_at",
                                finishedAt));
    }

    private static Map<String, Object> deployment(String status, String changedAt) {
        return Map.of(
                "object_kind",
                "deployment",
                "project",
                project(),
                "deployment_id",
                7,
                "environment",
                "production",
                "status",
                status,
                "status_changed_at",
                changedAt,
                "ref",
                "main",
                "commit_url",
                "https://gitlab.com/g/p/-/commit/" + SHA);
    }
}
