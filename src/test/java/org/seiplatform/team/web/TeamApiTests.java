package org.seiplatform.team.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import tools.jackson.databind.JsonNode;

@ApiTest
class TeamApiTests {

    private static final String TEAMS = "/api/v1/teams";

    @Autowired
    private Api api;

    private Tenant tenant;
    private Session manager;

    @BeforeEach
    void makeTenant() {
        tenant = api.tenant();
        manager = tenant.manager();
    }

    @Test
    void aTeamCanBeReadWhereItsCreationSaysItIs() {
        Answer created =
                manager.post(TEAMS, Map.of("slug", "core", "name", "Core")).expect(201);

        Answer read =
                tenant.viewer().get(created.header("Location").orElseThrow()).expect(200);

        assertThat(read.body()).isEqualTo(created.body());
        assertThat(read.entityTag()).isEqualTo(created.entityTag());
    }

    @Test
    void whoHasTheCurrentVersionIsToldSo() {
        UUID team = tenant.team("core");
        String tag = manager.get(TEAMS + "/" + team).entityTag();

        Answer answer = manager.send(
                manager.request(TEAMS + "/" + team).header("If-None-Match", tag).GET());

        assertThat(answer.expect(304).body()).isEmpty();
    }

    @Test
    void slugsAreUniqueWithinTheOrganizationOnly() {
        tenant.team("core");

        manager.post(TEAMS, Map.of("slug", "core", "name", "Other")).expectProblem(409, "conflict");
        api.tenant().team("core");
    }

    @Test
    void aChangeNeedsTheVersionItIsMeantFor() {
        UUID team = tenant.team("core");
        String path = TEAMS + "/" + team;

        manager.send(manager.request(path)
                        .header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofString("{}")))
                .expectProblem(428, "precondition_required");
        manager.delete(path).expectProblem(428, "precondition_required");
        manager.patch(path, "core", Map.of("name", "X")).expectProblem(400, "malformed_request");
        manager.patch(path, "\"99\"", Map.of("name", "X")).expectProblem(412, "precondition_failed");
        manager.patch(path, "W/\"0\"", Map.of("name", "X")).expectProblem(412, "precondition_failed");
        manager.delete(path, "\"99\"").expectProblem(412, "precondition_failed");
        manager.patch(path, "\"99\", \"0\"", Map.of("name", "X")).expect(200);
        manager.patch(path, "*", Map.of("name", "Y")).expect(200);
    }

    @Test
    void ofTwoChangesToOneVersionTheSecondIsRefused() {
        UUID team = tenant.team("core");
        String tag = manager.get(TEAMS + "/" + team).entityTag();

        manager.patch(TEAMS + "/" + team, tag, Map.of("name", "First")).expect(200);
        manager.patch(TEAMS + "/" + team, tag, Map.of("name", "Second")).expectProblem(412, "precondition_failed");

        assertThat(manager.get(TEAMS + "/" + team).text("/name")).isEqualTo("First");
    }

    @Test
    void ofChangesAtTheSameTimeExactlyOneWins() throws Exception {
        UUID team = tenant.team("core");
        String tag = manager.get(TEAMS + "/" + team).entityTag();
        List<Callable<Integer>> changes = IntStream.range(0, 8)
                .<Callable<Integer>>mapToObj(number ->
                        () -> manager.patch(TEAMS + "/" + team, tag, Map.of("name", "Name " + number))
                                .status())
                .toList();

        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> status : threads.invokeAll(changes)) {
                statuses.add(status.get());
            }
        }

        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 412);
    }

    @Test
    void aPatchMayCallItselfAMergePatch() {
        UUID team = tenant.team("core");

        manager.send(manager.request(TEAMS + "/" + team)
                        .header("If-Match", "*")
                        .header("Content-Type", "application/merge-patch+json")
                        .method("PATCH", BodyPublishers.ofString("{\"name\":\"Patched\"}")))
                .expect(200);

        assertThat(manager.get(TEAMS + "/" + team).text("/name")).isEqualTo("Patched");
    }

    @Test
    void pagesListEveryTeamOnce() {
        List<String> slugs =
                IntStream.range(0, 7).mapToObj(number -> "team-" + number).toList();
        slugs.forEach(tenant::team);

        assertThat(allSlugs(TEAMS + "?limit=3")).containsExactlyElementsOf(slugs);
        assertThat(manager.get(TEAMS + "?limit=7").json("/next_cursor").isNull())
                .isTrue();
    }

    @Test
    void theHeaderLeadsToTheNextPageWithTheSameFilters() {
        Stream.of("a-1", "b-1", "a-2", "a-3").forEach(tenant::team);

        Answer first = manager.get(TEAMS + "?name=A-&limit=2");
        String next = first.header("Link").orElseThrow().replaceAll("^<(.*)>; rel=\"next\"$", "$1");
        Answer second = manager.get(next);

        assertThat(first.json("/items").findValuesAsString("slug")).containsExactly("a-1", "a-2");
        assertThat(second.json("/items").findValuesAsString("slug")).containsExactly("a-3");
        assertThat(second.header("Link")).isEmpty();
    }

    @Test
    void pagesMissNothingThatWasThereWhileOthersAdd() throws Exception {
        List<String> before =
                IntStream.range(0, 20).mapToObj(number -> "old-" + number).toList();
        before.forEach(tenant::team);

        List<String> listed;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> adding =
                    threads.submit(() -> IntStream.range(0, 40).forEach(number -> tenant.team("new-" + number)));
            listed = allSlugs(TEAMS + "?limit=2");
            adding.get();
        }

        assertThat(listed).doesNotHaveDuplicates().containsSubsequence(before);
    }

    @Test
    void deletingATeamLeavesItsPeopleAndRepositories() {
        UUID team = tenant.team("core");
        UUID developer = tenant.developer("Ada");
        UUID repository = tenant.repository("engine");
        manager.put(TEAMS + "/" + team + "/members/" + developer).expect(204);
        tenant.own(team, repository);

        manager.delete(TEAMS + "/" + team, "*").expect(204);

        manager.get(TEAMS + "/" + team).expectProblem(404, "not_found");
        manager.get("/api/v1/developers/" + developer).expect(200);
        manager.get("/api/v1/repositories/" + repository).expect(200);
    }

    @Test
    void membersComeChangeAndGo() {
        String members = TEAMS + "/" + tenant.team("core") + "/members";
        UUID ada = tenant.developer("Ada");

        manager.put(members + "/" + ada).expect(204);
        assertThat(onlyItem(members).get("role").asString()).isEqualTo("member");
        manager.put(members + "/" + ada, Map.of("role", "lead", "since", "2026-01-01", "until", "2026-06-30"))
                .expect(204);
        assertThat(onlyItem(members).toString())
                .isEqualTo("{\"developer_id\":\"" + ada
                        + "\",\"name\":\"Ada\",\"role\":\"lead\",\"since\":\"2026-01-01\",\"until\":\"2026-06-30\"}");
        manager.delete(members + "/" + ada).expect(204);
        assertThat(manager.get(members).json("/items")).isEmpty();
        manager.delete(members + "/" + ada).expectProblem(404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"since\":\"2026-02-01\",\"until\":\"2026-02-01\"}",
                "{\"since\":\"0000-01-01\"}",
                "{\"since\":\"+10000-01-01\"}",
                "{\"since\":\"2026-02-30\"}",
                "{\"since\":20260201}",
                "{\"since\":[2026,2,1]}",
                "{\"role\":\"boss\"}"
            })
    void membershipsThatMakeNoSenseAreRefused(String membership) {
        String members = TEAMS + "/" + tenant.team("core") + "/members";

        manager.put(members + "/" + tenant.developer("Ada"), membership).expectProblem(422, "validation_failed");

        assertThat(manager.get(members).json("/items")).isEmpty();
    }

    @Test
    void aTeamOwnsRepositoriesOnceHoweverOftenTheyAreGiven() {
        UUID team = tenant.team("core");
        UUID engine = tenant.repository("engine");
        UUID wheels = tenant.repository("wheels");
        String owned = TEAMS + "/" + team + "/repositories";

        tenant.own(team, engine);
        tenant.own(team, engine);
        tenant.own(team, wheels);

        assertThat(manager.get(owned).json("/items").findValuesAsString("name")).containsExactly("engine", "wheels");
        assertThat(manager.get(owned + "?limit=1").json("/next_cursor").isNull())
                .isFalse();
        manager.delete(owned + "/" + engine).expect(204);
        assertThat(manager.get(owned).json("/items").findValuesAsString("name")).containsExactly("wheels");
    }

    @Test
    void nothingOfAnotherOrganizationGetsIntoATeam() {
        Tenant other = api.tenant();
        String team = TEAMS + "/" + tenant.team("core");

        manager.put(team + "/members/" + other.developer("Eve")).expectProblem(404, "not_found");
        manager.put(team + "/repositories/" + other.repository("loot")).expectProblem(404, "not_found");
        manager.put(team + "/members/" + UUID.randomUUID()).expectProblem(404, "not_found");
        manager.put(team + "/repositories/" + UUID.randomUUID()).expectProblem(404, "not_found");
    }

    private JsonNode onlyItem(String path) {
        JsonNode items = manager.get(path).expect(200).json("/items");
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    private List<String> allSlugs(String path) {
        List<String> slugs = new ArrayList<>();
        Answer page = manager.get(path).expect(200);
        slugs.addAll(page.json("/items").findValuesAsString("slug"));
        while (!page.json("/next_cursor").isNull()) {
            page = manager.get(path + "&cursor=" + page.text("/next_cursor")).expect(200);
            slugs.addAll(page.json("/items").findValuesAsString("slug"));
        }
        return slugs;
    }
}
