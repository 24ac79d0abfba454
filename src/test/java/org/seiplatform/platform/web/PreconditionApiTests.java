package org.seiplatform.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
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
import org.seiplatform.testing.Tenant;
import org.seiplatform.testing.TenantObjects;
import org.springframework.beans.factory.annotation.Autowired;

/** Which version a change is meant for, and what makes a version another one. */
@ApiTest
class PreconditionApiTests {

    @Autowired
    private Api api;

    private Tenant tenant;
    private String team = "";

    @BeforeEach
    void aTeam() {
        tenant = api.tenant();
        team = "/api/v1/teams/" + tenant.team("team");
    }

    @Test
    void anyVersionIsAnyVersionWhateverOthersChangeMeanwhile() throws Exception {
        int changes = 40;
        List<Future<Answer>> answers;
        try (ExecutorService callers = Executors.newFixedThreadPool(10)) {
            answers = IntStream.range(0, changes)
                    .mapToObj(change ->
                            callers.submit(() -> tenant.manager().patch(team, "*", Map.of("name", "Team " + change))))
                    .toList();
        }

        for (Future<Answer> answer : answers) {
            answer.get().expect(200);
        }
        assertThat(tenant.viewer().get(team).json("/version").asInt()).isEqualTo(changes);
    }

    @Test
    void aVersionThatHasMovedOnIsRefused() {
        tenant.manager().patch(team, "\"0\"", Map.of("name", "New")).expect(200);

        tenant.manager().patch(team, "\"0\"", Map.of("name", "Newer")).expectProblem(412, "precondition_failed");
        tenant.manager().delete(team, "\"0\"").expectProblem(412, "precondition_failed");
    }

    @Test
    void severalLinesAreOneListOfVersions() {
        tenant.manager()
                .send(tenant.manager()
                        .request(team)
                        .header("Content-Type", "application/json")
                        .header("If-Match", "\"17\"")
                        .header("If-Match", "\"18\", \"0\"")
                        .method("PATCH", BodyPublishers.ofString("{\"name\":\"New\"}")))
                .expect(200);
        tenant.manager()
                .send(tenant.manager()
                        .request(team)
                        .header("If-Match", "\"1\"")
                        .header("If-Match", "nonsense")
                        .DELETE())
                .expectProblem(400, "malformed_request");
    }

    @Test
    void whatChangesNothingIsNoChange() {
        TenantObjects objects = new TenantObjects(tenant);
        for (String template : List.of(
                "/api/v1/organizations/{id}",
                "/api/v1/teams/{id}",
                "/api/v1/repositories/{id}",
                "/api/v1/developers/{id}",
                "/api/v1/integrations/{id}")) {
            String address = objects.address(template);
            Answer before = tenant.admin().get(address).expect(200);

            for (Object patch : List.of(Map.of(), Map.of("name", before.text("/name")))) {
                Answer after =
                        tenant.admin().patch(address, before.entityTag(), patch).expect(200);

                assertThat(after.json()).isEqualTo(before.json());
                assertThat(after.entityTag()).isEqualTo(before.entityTag());
            }
        }
        assertThat(Stream.of("organization", "team", "repository", "developer", "integration")
                        .map(type -> tenant.admin()
                                .get("/api/v1/audit-events?action=" + type + ".changed")
                                .json("/items")))
                .allMatch(changes -> changes.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/merge-patch+json", "application/merge-patch+json;charset=utf-8"
            })
    void aMergePatchMayBeCalledSo(String type) {
        patch(type).expect(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json-patch+json",
                "application/problem+json",
                "application/*+json",
                "*/*",
                "text/json"
            })
    void andNothingElse(String type) {
        Answer refused = patch(type).expectProblem(415, "unsupported_media_type");

        assertThat(refused.header("Accept-Patch")
                        .or(() -> refused.header("Accept"))
                        .orElse(""))
                .contains("application/merge-patch+json");
    }

    @Test
    void optionsTellWhatAnAddressAllows() {
        assertThat(allowed(team)).contains("GET", "PATCH", "DELETE").doesNotContain("PUT");
        assertThat(allowed("/api/v1/teams")).contains("GET", "POST").doesNotContain("DELETE");
        tenant.viewer().send(options("/api/v1/nowhere")).expectProblem(404, "not_found");
    }

    @Test
    void everyAddressTellsWhatItAllows() {
        api.anonymous()
                .get("/v3/api-docs")
                .expect(200)
                .json("/paths")
                .properties()
                .forEach(path -> {
                    String address = path.getKey()
                            .replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
                    Answer answer = tenant.viewer().send(options(address)).expect(200);
                    path.getValue()
                            .properties()
                            .forEach(method -> assertThat(
                                            answer.header("Allow").orElse("").toLowerCase(Locale.ROOT))
                                    .as(answer.toString())
                                    .contains(method.getKey()));
                });
    }

    private String allowed(String address) {
        return tenant.viewer()
                .send(options(address))
                .expect(200)
                .header("Allow")
                .orElseThrow();
    }

    private HttpRequest.Builder options(String address) {
        return tenant.viewer().request(address).method("OPTIONS", BodyPublishers.noBody());
    }

    private Answer patch(String type) {
        return tenant.manager()
                .send(tenant.manager()
                        .request(team)
                        .header("Content-Type", type)
                        .header("If-Match", "*")
                        .method("PATCH", BodyPublishers.ofString("{\"name\":\"New\"}")));
    }
}
