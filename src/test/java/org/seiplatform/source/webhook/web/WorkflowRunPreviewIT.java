package org.seiplatform.source.webhook.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.source.webhook.payload.SamplePayload;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ApiTest
class WorkflowRunPreviewIT {

    private static final SamplePayload RUN = SamplePayload.of("""
        {
          "action": "completed",
          "workflow_run": {
            "id": 1, "run_attempt": 1, "name": "Deploy", "event": "push", "conclusion": "success",
            "head_branch": "main", "head_sha": "3484a3fb816e0859fd6e1cea078d76385ff50625",
            "head_repository": {"id": 1}, "created_at": "2026-03-04T16:00:00Z",
            "updated_at": "2026-03-04T16:33:49Z"
          },
          "repository": {"id": 1, "full_name": "o/r"}
        }
        """);

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    private Tenant tenant;
    private WebhookSender gitHub;

    @BeforeEach
    void makeIntegration() {
        tenant = api.tenant();
        gitHub = WebhookSender.create(api, tenant, "github", Map.of());
    }

    @Test
    void thePresentAndOtherSettingsAreTriedOnWhatCame() {
        send(RUN);
        send(RUN.with("/workflow_run/id", 2).with("/workflow_run/name", "Release"));
        send(RUN.with("/workflow_run/id", 3).with("/workflow_run/event", "merge_group"));
        send(RUN.with("/workflow_run/id", 4).with("/action", "requested"));

        assertThat(deployments(preview(""))).isEmpty();
        assertThat(preview("").text("/items/0/reason")).contains("does not count workflow runs");
        assertThat(deployments(preview("?deployment_sources=workflows"))).containsExactly("workflow_run:1:1");
        assertThat(deployments(preview("?deployment_sources=workflows&workflow_pattern=%5ERelease$")))
                .containsExactly("workflow_run:2:1");

        Answer both = preview("?deployment_sources=deployments,workflows&workflow_pattern=.");
        assertThat(both.json("/deployments").intValue()).isEqualTo(2);
        assertThat(both.json("/items")).hasSize(3);
        assertThat(both.text("/items/0/reason")).contains("merge queue");
        assertThat(both.json("/items/1/reason").isNull()).isTrue();
        assertThat(both.text("/items/1/name")).isEqualTo("Release");
        assertThat(both.text("/items/1/branch")).isEqualTo("main");
        assertThat(both.text("/items/1/repository")).isEqualTo("o/r");
        assertThat(new StoredFacts(jdbc, tenant.id()).count("deployments")).isZero();
    }

    @Test
    void pipelinesAreTriedLikeRuns() {
        WebhookSender gitLab =
                WebhookSender.create(api, tenant, "gitlab", Map.of("deployment_sources", List.of("workflows")));
        gitLab.gitLab(SamplePayload.gitLab("pipeline").bytes()).expect(200);

        Answer preview = tenant.viewer()
                .get("/api/v1/integrations/" + gitLab.id() + "/workflow-runs")
                .expect(200);
        assertThat(deployments(preview)).containsExactly("pipeline:31");
    }

    @Test
    void theLastHundredAreKept() {
        IntStream.rangeClosed(1, 103).forEach(id -> send(RUN.with("/workflow_run/id", id)));
        send(RUN.with("/workflow_run/id", 50).with("/workflow_run/conclusion", "failure"));

        Answer preview = preview("?deployment_sources=workflows");
        assertThat(preview.json("/items")).hasSize(100);
        assertThat(preview.text("/items/0/external_id")).isEqualTo("workflow_run:50:1");
        assertThat(preview.text("/items/0/conclusion")).isEqualTo("failure");
        assertThat(preview.text("/items/99/external_id")).isEqualTo("workflow_run:4:1");
    }

    @Test
    void aPatternThatCannotBeReadIsRefused() {
        String path = "/api/v1/integrations/" + gitHub.id() + "/workflow-runs";

        tenant.viewer().get(path + "?workflow_pattern=%28").expectInvalid("?workflow_pattern");
        tenant.viewer().get(path + "?workflow_pattern=").expectInvalid("?workflow_pattern");
        tenant.viewer().get(path + "?workflow_pattern=" + "a".repeat(501)).expectInvalid("?workflow_pattern");
    }

    @Test
    void noRunNamesAnErasedPerson() {
        SamplePayload named = RUN.with("/workflow_run/display_title", "Deploy for Ada Lovelace");
        send(named);
        String developer = tenant.developer("Ada Lovelace").toString();

        tenant.admin()
                .post("/api/v1/developers/" + developer + "/erasure", Map.of())
                .expect(200);
        send(named.with("/workflow_run/id", 2));

        assertThat(preview("").json("/items")).hasSize(2);
        assertThat(preview("").body()).contains("Deploy for").doesNotContain("Lovelace");
    }

    private void send(SamplePayload payload) {
        gitHub.gitHub("workflow_run", payload.bytes()).expect(200);
    }

    private Answer preview(String query) {
        return tenant.viewer()
                .get("/api/v1/integrations/" + gitHub.id() + "/workflow-runs" + query)
                .expect(200);
    }

    private static List<String> deployments(Answer preview) {
        return StreamSupport.stream(preview.json("/items").spliterator(), false)
                .filter(item -> item.get("deployment").booleanValue())
                .map(item -> item.get("external_id").stringValue())
                .toList();
    }
}
