package org.seiplatform.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A corrected deployment changes later ones that are neither beside it nor take commits from it. */
@ApiTest
class CorrectedDeploymentTests {

    @Autowired
    private Api api;

    private Tenant tenant;
    private UUID repository;

    @BeforeEach
    void makeRepository() {
        tenant = api.tenant();
        repository = tenant.repository("shop");
    }

    @Test
    void aRollbackReturnsToWhatIsOfItsCommitNow() {
        deploy("first", 'a', 1, "success");
        deploy("second", 'b', 2, "success");
        deploy("third", 'c', 3, "success");
        deploy("fourth", 'd', 4, "success");
        deploy("back", 'a', 5, "success");
        assertThat(found("back").at("/remediates").asString()).isEqualTo("second");

        deploy("third", 'a', 3, "success");

        assertThat(found("back").at("/remediates").asString()).isEqualTo("fourth");
    }

    @Test
    void whatADeploymentNoLongerBringsGoesToTheOneThatBroughtAChild() {
        commit('b', 'a');
        commit('c', 'b');
        deploy("baseline", 'f', 1, "success");
        deploy("gone", 'b', 2, "success");
        deploy("elsewhere", 'e', 3, "success");
        deploy("child", 'c', 4, "success");
        assertThat(delivered("child")).isOne();

        deploy("gone", 'b', 2, "failure");

        assertThat(delivered("elsewhere")).isOne();
        assertThat(delivered("child")).isEqualTo(3);
    }

    @Test
    void theChildMayHaveBeenListedBefore() {
        commit('b', 'a');
        deploy("baseline", 'f', 1, "success");
        send("deployments", with(deployment("listing", 'e', 2, "success"), "commits", List.of(sha('b'))));
        deploy("gone", 'a', 3, "success");
        deploy("elsewhere", 'd', 4, "success");
        deploy("child", 'b', 5, "success");
        assertThat(delivered("child")).isZero();

        deploy("gone", 'c', 3, "success");

        assertThat(delivered("child")).isOne();
    }

    private int delivered(String externalId) {
        return found(externalId).at("/delivered_commits").asInt();
    }

    private JsonNode found(String externalId) {
        return tenant.viewer()
                .get("/api/v1/analytics/deployments?start=2026-03-01T00:00:00Z&end=2026-03-31T00:00:00Z")
                .expect(200)
                .json("/items")
                .valueStream()
                .flatMap(item -> item.at("/deployments").valueStream())
                .filter(deployment -> deployment.at("/external_id").asString().equals(externalId))
                .findFirst()
                .orElseThrow();
    }

    private void commit(char name, char parent) {
        send(
                "commits",
                Map.of(
                        "repository_id",
                        repository,
                        "sha",
                        sha(name),
                        "parents",
                        List.of(sha(parent)),
                        "authored_at",
                        "2026-02-01T10:00:00Z",
                        "committed_at",
                        "2026-02-01T10:00:00Z"));
    }

    /** Each statement is later than those before it. */
    private void deploy(String externalId, char commit, int day, String status) {
        send("deployments", deployment(externalId, commit, day, status));
    }

    private Map<String, Object> deployment(String externalId, char commit, int day, String status) {
        return Map.of(
                "repository_id",
                repository,
                "external_id",
                externalId,
                "environment",
                "production",
                "commit_sha",
                sha(commit),
                "status",
                status,
                "finished_at",
                "2026-03-0%dT12:00:00Z".formatted(day));
    }

    private static Map<String, Object> with(Map<String, Object> event, String field, Object value) {
        Map<String, Object> changed = new HashMap<>(event);
        changed.put(field, value);
        return changed;
    }

    private void send(String kind, Map<String, Object> event) {
        tenant.ingest().post("/api/v1/events/" + kind, event).expect(200);
    }

    private static String sha(char name) {
        return String.valueOf(name).repeat(40);
    }
}
