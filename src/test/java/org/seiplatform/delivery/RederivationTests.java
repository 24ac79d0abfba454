package org.seiplatform.delivery;

import static org.awaitility.Awaitility.await;

import java.util.HashMap;
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
import org.springframework.jdbc.core.simple.JdbcClient;

@ApiTest
class RederivationTests {

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    private Tenant tenant;
    private UUID repository;

    @BeforeEach
    void deploy() {
        tenant = api.tenant();
        repository = tenant.repository("shop");
        send(
                "commits",
                List.of(commit('a', "2026-03-01T10:00:00Z", "main"), commit('b', "2026-03-02T10:00:00Z", "trunk")));
        send("deployments", List.of(deployment("one", 'a', "2026-03-01T12:00:00Z", "release/1")));
        send("deployments", List.of(deployment("two", 'b', "2026-03-02T12:00:00Z", "urgent/2")));
    }

    @Test
    void anotherHotfixPatternMakesOtherHotfixes() {
        awaitNewest("/kind", "planned");

        settings(Map.of("hotfix_pattern", "^urgent/"));

        awaitNewest("/kind", "hotfix");
    }

    @Test
    void anotherDefaultBranchDeliversOtherCommits() {
        send("commits", List.of(commit('c', "2026-03-02T09:00:00Z", "trunk")));
        awaitNewest("/delivered_commits", "1");

        Answer known =
                tenant.manager().get("/api/v1/repositories/" + repository).expect(200);
        tenant.manager()
                .patch("/api/v1/repositories/" + repository, known.entityTag(), Map.of("default_branch", "trunk"))
                .expect(200);

        awaitNewest("/delivered_commits", "2");
    }

    @Test
    void aRepositoryThatCannotBeDerivedHoldsUpNoOther() {
        UUID broken = tenant.repository("broken");
        send("deployments", List.of(with(broken, deployment("three", 'a', "2026-03-01T11:00:00Z", "urgent/3"))));
        jdbc.sql("""
                        create or replace function refuse() returns trigger language plpgsql as
                            $$ begin raise exception 'refused by a test'; end $$
                        """).update();
        jdbc.sql(
                        "create trigger refused before update on deliveries for each row when (new.repository_id = '%s') execute function refuse()"
                                .formatted(broken))
                .update();
        try {
            settings(Map.of("hotfix_pattern", "^urgent/"));

            awaitNewest("/kind", "hotfix");
            await().until(() -> failures(broken) > 0);
        } finally {
            jdbc.sql("drop trigger refused on deliveries").update();
        }
        await().until(() -> jdbc.sql("select count(*) from pending_derivations where repository_id = :broken")
                        .param("broken", broken)
                        .query(Long.class)
                        .single()
                == 0);
    }

    private int failures(UUID broken) {
        return jdbc.sql("select max(failures) from pending_derivations where repository_id = :broken")
                .param("broken", broken)
                .query(Integer.class)
                .single();
    }

    private void settings(Map<String, Object> settings) {
        Answer organization =
                tenant.admin().get("/api/v1/organizations/" + tenant.id()).expect(200);
        tenant.admin()
                .patch("/api/v1/organizations/" + tenant.id(), organization.entityTag(), Map.of("settings", settings))
                .expect(200);
    }

    private static Map<String, Object> with(UUID repository, Map<String, Object> event) {
        Map<String, Object> changed = new HashMap<>(event);
        changed.put("repository_id", repository);
        return changed;
    }

    private void awaitNewest(String pointer, String value) {
        await().until(
                        () -> tenant.viewer()
                                .get(
                                        "/api/v1/analytics/deployments?start=2026-03-01T00:00:00Z&end=2026-03-31T00:00:00Z")
                                .expect(200)
                                .json("/items/0/deployments/0" + pointer)
                                .asString(),
                        value::equals);
    }

    private void send(String kind, List<Map<String, Object>> events) {
        tenant.ingest().post("/api/v1/events/" + kind, events).expect(200);
    }

    /** Without parents, so that what is delivered goes by time. */
    private Map<String, Object> commit(char name, String at, String branch) {
        return Map.of(
                "repository_id", repository,
                "sha", String.valueOf(name).repeat(40),
                "branch", branch,
                "authored_at", at,
                "committed_at", at);
    }

    private Map<String, Object> deployment(String externalId, char commit, String finishedAt, String ref) {
        return Map.of(
                "repository_id", repository,
                "external_id", externalId,
                "environment", "production",
                "commit_sha", String.valueOf(commit).repeat(40),
                "ref", ref,
                "status", "success",
                "finished_at", finishedAt);
    }
}
