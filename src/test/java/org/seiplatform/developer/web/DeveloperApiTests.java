package org.seiplatform.developer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Session;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ApiTest
class DeveloperApiTests {

    private static final String DEVELOPERS = "/api/v1/developers";

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    private Tenant tenant;
    private Session manager;

    @BeforeEach
    void makeTenant() {
        tenant = api.tenant();
        manager = tenant.manager();
    }

    @Test
    void aDeveloperComesWithIdentitiesInLowerCase() {
        Answer created = manager.post(
                        DEVELOPERS,
                        Map.of(
                                "name", "Ada Lovelace",
                                "email", "Ada@example.org",
                                "identities",
                                        List.of(
                                                Map.of("kind", "email", "value", "ADA@example.org"),
                                                Map.of("kind", "github", "value", "Ada"))))
                .expect(201);

        assertThat(created.text("/email")).isEqualTo("Ada@example.org");
        assertThat(created.json("/identities").findValuesAsString("value")).containsExactly("ada@example.org", "ada");
        assertThat(created.json("/identities/0/assigned_by_hand").asBoolean()).isTrue();
        assertThat(manager.get(DEVELOPERS + "/" + created.text("/id")).body()).isEqualTo(created.body());
    }

    @Test
    void anIdentityBelongsToOneDeveloperOfTheOrganization() {
        UUID ada = developer("Ada", "email", "ada@example.org");
        UUID eve = tenant.developer("Eve");

        manager.post(DEVELOPERS + "/" + eve + "/identities", Map.of("kind", "email", "value", "Ada@Example.org"))
                .expectProblem(409, "conflict");
        manager.post(
                        DEVELOPERS,
                        Map.of(
                                "name",
                                "Third",
                                "identities",
                                List.of(Map.of("kind", "email", "value", "ada@example.org"))))
                .expectProblem(409, "conflict");

        assertThat(manager.get(DEVELOPERS + "?email=ada@example.org").uuid("/items/0/id"))
                .isEqualTo(ada);
        assertThat(manager.get(DEVELOPERS + "?name=Third").json("/items")).isEmpty();
    }

    @Test
    void listsWhoMatchesAllFilters() {
        developer("Ada", "github", "ada");
        developer("Bea", "gitlab", "bea");
        manager.post(DEVELOPERS, Map.of("name", "Cron", "bot", true)).expect(201);

        assertThat(names("?login=ADA")).containsExactly("Ada");
        assertThat(names("?login=bea")).containsExactly("Bea");
        assertThat(names("?email=ada")).isEmpty();
        assertThat(names("?bot=true")).containsExactly("Cron");
        assertThat(names("?bot=false&name=e")).containsExactly("Bea");
        manager.get(DEVELOPERS + "?bot=perhaps").expectInvalid("?bot");
    }

    @Test
    void aNameSetByHandIsNoLongerTakenFromEvents() {
        UUID ada = tenant.developer("ada");
        jdbc.sql("update developers set name_as_of = now() where id = ?")
                .param(ada)
                .update();

        manager.patch(DEVELOPERS + "/" + ada, "*", Map.of("bot", true)).expect(200);
        assertThat(nameIsFromEvents(ada)).isTrue();
        manager.patch(DEVELOPERS + "/" + ada, "*", Map.of("name", "Ada Lovelace"))
                .expect(200);
        assertThat(nameIsFromEvents(ada)).isFalse();
    }

    @Test
    void movingAnIdentityChangesBothDevelopers() {
        UUID ada = developer("Ada", "email", "ada@example.org");
        UUID bea = tenant.developer("Bea");
        Answer before = manager.get(DEVELOPERS + "/" + ada);
        String identity = before.text("/identities/0/id");

        Answer moved =
                manager.put(DEVELOPERS + "/" + bea + "/identities/" + identity).expect(200);

        assertThat(moved.json("/assigned_by_hand").asBoolean()).isTrue();
        assertThat(manager.get(DEVELOPERS + "/" + ada).json("/identities")).isEmpty();
        manager.delete(DEVELOPERS + "/" + ada, before.entityTag()).expectProblem(412, "precondition_failed");
        assertThat(manager.get(DEVELOPERS + "/" + bea).text("/identities/0/value"))
                .isEqualTo("ada@example.org");
        assertThat(manager.get(DEVELOPERS + "/" + bea + "/identities").text("/items/0/id"))
                .isEqualTo(identity);
    }

    @Test
    void anIdentityOfAnotherOrganizationCannotBeTaken() {
        Tenant other = api.tenant();
        UUID eve = other.developer("Eve");
        UUID loot = other.manager()
                .post(DEVELOPERS + "/" + eve + "/identities", Map.of("kind", "github", "value", "eve"))
                .expect(201)
                .uuid("/id");

        manager.put(DEVELOPERS + "/" + tenant.developer("Ada") + "/identities/" + loot)
                .expectProblem(404, "not_found");
        manager.post(DEVELOPERS + "/" + tenant.developer("Bea") + "/merge", Map.of("developer_id", eve))
                .expectInvalid("/developer_id");
        assertThat(other.viewer().get(DEVELOPERS + "/" + eve).text("/identities/0/value"))
                .isEqualTo("eve");
    }

    @Test
    void mergedDevelopersAreOne() {
        UUID ada = developer("Ada", "email", "ada@example.org");
        UUID alias = developer("ada1815", "github", "ada1815");
        UUID core = tenant.team("core");
        UUID tools = tenant.team("tools");
        manager.put("/api/v1/teams/" + core + "/members/" + ada, Map.of("role", "lead"))
                .expect(204);
        manager.put("/api/v1/teams/" + core + "/members/" + alias).expect(204);
        manager.put("/api/v1/teams/" + tools + "/members/" + alias).expect(204);

        Answer merged = manager.post(DEVELOPERS + "/" + ada + "/merge", Map.of("developer_id", alias))
                .expect(200);

        assertThat(merged.json("/identities").findValuesAsString("value"))
                .containsExactly("ada@example.org", "ada1815");
        assertThat(merged.text("/name")).isEqualTo("Ada");
        manager.get(DEVELOPERS + "/" + alias).expectProblem(404, "not_found");
        assertThat(manager.get("/api/v1/teams/" + core + "/members").text("/items/0/role"))
                .isEqualTo("lead");
        assertThat(manager.get("/api/v1/teams/" + tools + "/members").uuid("/items/0/developer_id"))
                .isEqualTo(ada);
    }

    @Test
    void nobodyCanBeMergedWithThemselvesOrWithNobody() {
        UUID ada = tenant.developer("Ada");

        manager.post(DEVELOPERS + "/" + ada + "/merge", Map.of("developer_id", ada))
                .expectInvalid("/developer_id");
        manager.post(DEVELOPERS + "/" + ada + "/merge", Map.of("developer_id", UUID.randomUUID()))
                .expectInvalid("/developer_id");
        manager.post(DEVELOPERS + "/" + ada + "/merge", "{\"developer_id\":null}")
                .expectInvalid("/developer_id");
    }

    @Test
    void whoHasDoneSomethingCannotBeDeleted() {
        UUID ada = developer("Ada", "email", "ada@example.org");
        UUID repository = tenant.repository("engine");
        tenant.ingest()
                .post(
                        "/api/v1/events/commits",
                        Map.of(
                                "repository_id",
                                repository,
                                "sha",
                                "a".repeat(40),
                                "author",
                                Map.of("email", "Ada@example.org"),
                                "authored_at",
                                "2026-03-01T09:00:00Z",
                                "committed_at",
                                "2026-03-01T09:00:00Z"))
                .expect(200);

        manager.delete(DEVELOPERS + "/" + ada, "*").expectProblem(409, "developer_in_use");
        manager.delete("/api/v1/repositories/" + repository, "*").expect(204);
        manager.delete(DEVELOPERS + "/" + ada, "*").expect(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"phone\",\"value\":\"1\"}",
                "{\"kind\":\"email\"}",
                "{\"kind\":null,\"value\":\"x\"}",
                "{\"kind\":\"email\",\"value\":\" \"}",
                "{\"kind\":\"github\",\"value\":7}"
            })
    void identitiesThatMakeNoSenseAreRefused(String identity) {
        manager.post(DEVELOPERS + "/" + tenant.developer("Ada") + "/identities", identity)
                .expectProblem(422, "validation_failed");
    }

    private UUID developer(String name, String kind, String value) {
        UUID id = tenant.developer(name);
        manager.post(DEVELOPERS + "/" + id + "/identities", Map.of("kind", kind, "value", value))
                .expect(201);
        return id;
    }

    private List<String> names(String query) {
        return manager.get(DEVELOPERS + query).expect(200).json("/items").findValuesAsString("name");
    }

    private boolean nameIsFromEvents(UUID developer) {
        return jdbc.sql("select name_as_of is not null from developers where id = ?")
                .param(developer)
                .query((row, number) -> row.getBoolean(1))
                .single();
    }
}
