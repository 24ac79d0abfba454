package org.seiplatform.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The worked example of docs/metrics.md, sent and asked over HTTP. */
@ApiTest
class WorkedExampleTests {

    private static final String PERIOD = "start=2026-03-01T00:00:00Z&end=2026-03-31T00:00:00Z";

    @Autowired
    private Api api;

    private Tenant tenant;
    private UUID repository;

    @BeforeEach
    void sendTheExample() {
        tenant = api.tenant();
        repository = tenant.repository("R");
        // Deployments first, commits last and backwards: the order must not matter.
        send(
                "incidents",
                List.of(Map.of(
                        "external_id",
                        "I",
                        "opened_at",
                        "2026-03-05T08:30:00Z",
                        "resolved_at",
                        "2026-03-05T11:30:00Z")));
        send(
                "deployments",
                List.of(
                        deployment("D4", 'f', "success", "2026-03-10T09:00:00Z"),
                        deployment("X", 'f', "failure", "2026-03-09T10:00:00Z"),
                        deployment("D2", 'd', "success", "2026-03-05T08:00:00Z"),
                        deployment("D1", 'b', "success", "2026-03-02T12:00:00Z"),
                        deployment("D3", 'e', "success", "2026-03-05T11:00:00Z")));
        send("commits", List.of(commit('f', "e", "2026-03-09T09:00:00Z", "Carry on")));
        send(
                "commits",
                List.of(
                        commit(
                                'e',
                                "d",
                                "2026-03-05T09:00:00Z",
                                "Revert \"d\"\n\nThis reverts commit " + sha('d') + "."),
                        commit('d', "c", "2026-03-04T12:00:00Z", "Break it"),
                        commit('c', "b", "2026-03-03T10:00:00Z", "Third"),
                        commit('b', "a", "2026-03-02T10:00:00Z", "Second"),
                        commit('a', "", "2026-03-01T09:00:00Z", "First")));
    }

    @Test
    void hasTheFiguresOfTheDefinition() {
        Answer dora = ask("dora?" + PERIOD);

        assertThat(dora.json("/deployment_frequency/count").asInt()).isEqualTo(4);
        assertThat(dora.json("/deployment_frequency/value").asDouble()).isEqualTo(4 / 30.0);
        assertThat(dora.text("/deployment_frequency/rating")).isEqualTo("medium");
        assertThat(dora.json("/deployment_frequency/failed_attempts").asInt()).isEqualTo(1);
        assertThat(dora.json("/change_lead_time/value").asDouble()).isEqualTo(22 * 3600.0);
        assertThat(dora.text("/change_lead_time/rating")).isEqualTo("elite");
        assertThat(dora.json("/change_lead_time/sample_size").asInt()).isEqualTo(4);
        assertThat(dora.json("/change_fail_rate/value").asDouble()).isEqualTo(0.25);
        assertThat(dora.text("/change_fail_rate/rating")).isEqualTo("low");
        assertThat(dora.json("/failed_deployment_recovery_time/value").asDouble())
                .isEqualTo(3.5 * 3600);
        assertThat(dora.text("/failed_deployment_recovery_time/rating")).isEqualTo("high");
        assertThat(dora.json("/deployment_rework_rate/value").asDouble()).isEqualTo(0.25);
        assertThat(dora.json("/deployment_rework_rate/rating").isNull()).isTrue();
    }

    @Test
    void leadsFromEachFigureToItsRows() {
        Answer dora = ask("dora?repository_id=" + repository + "&" + PERIOD);

        assertThat(behind(dora, "deployment_frequency").at("/count").asInt()).isEqualTo(4);
        JsonNode changes = behind(dora, "change_lead_time");
        assertThat(changes.at("/count").asInt()).isEqualTo(4);
        assertThat(changes.at("/median_seconds").asDouble()).isEqualTo(22 * 3600.0);
        assertThat(changes.at("/items")
                        .valueStream()
                        .map(change -> change.at("/lead_time_seconds").asDouble() / 3600))
                .containsExactly(24.0, 2.0, 20.0, 46.0);
        JsonNode failed = behind(dora, "change_fail_rate");
        assertThat(failed.at("/items/0/deployments/0/external_id").asString()).isEqualTo("D2");
        assertThat(failed.at("/items/0/deployments/0/remediated_by").asString()).isEqualTo("D3");
        assertThat(failed.at("/items/0/deployments/0/incidents/0").asString()).isEqualTo("I");
        assertThat(behind(dora, "failed_deployment_recovery_time")
                        .at("/median_seconds")
                        .asDouble())
                .isEqualTo(3.5 * 3600);
        assertThat(behind(dora, "deployment_rework_rate")
                        .at("/items/0/deployments/0/kind")
                        .asString())
                .isEqualTo("hotfix");
    }

    @Test
    void laysTheIncidentToTheDeploymentByRule() {
        Answer incidents = ask("incidents?basis=resolved&" + PERIOD);

        assertThat(incidents.json("/count").asInt()).isEqualTo(1);
        assertThat(incidents.json("/median_seconds").asDouble()).isEqualTo(3 * 3600.0);
        assertThat(incidents.text("/items/0/deployments/0/external_id")).isEqualTo("D2");
        assertThat(incidents.text("/items/0/deployments/0/linked_by")).isEqualTo("rule");
    }

    @Test
    void fillsTheGapsOfASeries() {
        JsonNode buckets = ask("trends?metric=change_lead_time&granularity=weekly&" + PERIOD)
                .json("/buckets");

        assertThat(buckets.valueStream().map(bucket -> bucket.at("/sample_size").asInt()))
                .containsExactly(0, 3, 1, 0, 0, 0);
        assertThat(buckets.at("/0/value").isNull()).isTrue();
        assertThat(buckets.at("/1/value").asDouble()).isEqualTo(20 * 3600.0);
        assertThat(ask("trends?metric=deployments&granularity=monthly&" + PERIOD)
                        .json("/buckets/0/value")
                        .asInt())
                .isEqualTo(4);
    }

    private JsonNode behind(Answer dora, String metric) {
        return tenant.viewer()
                .get(dora.text("/" + metric + "/href"))
                .expect(200)
                .json();
    }

    private Answer ask(String question) {
        return tenant.viewer().get("/api/v1/analytics/" + question).expect(200);
    }

    private void send(String kind, List<Map<String, Object>> events) {
        tenant.ingest().post("/api/v1/events/" + kind, events).expect(200);
    }

    private Map<String, Object> commit(char name, String parent, String at, String message) {
        return Map.of(
                "repository_id", repository,
                "sha", sha(name),
                "parents", parent.isEmpty() ? List.of() : List.of(sha(parent.charAt(0))),
                "authored_at", at,
                "committed_at", at,
                "message", message);
    }

    private Map<String, Object> deployment(String externalId, char commit, String status, String finishedAt) {
        return Map.of(
                "repository_id", repository,
                "external_id", externalId,
                "environment", "production",
                "commit_sha", sha(commit),
                "status", status,
                "finished_at", finishedAt);
    }

    private static String sha(char name) {
        return String.valueOf(name).repeat(40);
    }
}
