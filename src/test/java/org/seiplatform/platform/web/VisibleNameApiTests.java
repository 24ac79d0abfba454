package org.seiplatform.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
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

/** A name that nobody can see is none, wherever a name is taken. */
@ApiTest
class VisibleNameApiTests {

    @Autowired
    private Api api;

    private Tenant tenant;

    @BeforeEach
    void aTenant() {
        tenant = api.tenant();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200b",
                " \u00a0\u3000",
                "\u2060\ufeff\u200d",
                "\u202e\u202c",
                "\u00ad",
                "\u0001",
                "\u0085",
                "Ada\u001bLovelace",
                "line\nbreak",
                "\u3164",
                "\u115f\u1160\uffa0",
                "\u2800",
                "\u0301",
                "\ufe0f",
                "\udb40\udc41",
                "\u2028"
            })
    void isRefusedWhereverNamesAreTaken(String name) {
        SoftAssertions.assertSoftly(all -> creations(name).forEach((path, body) -> {
            Answer refused = caller(path).post(path, body);
            all.assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
            all.assertThat(refused.body()).as(path).contains("\"pointer\":\"/");
        }));
        for (String path : new String[] {
            "/api/v1/organizations/" + tenant.id(),
            "/api/v1/teams/" + tenant.team("team-" + UUID.randomUUID()),
            "/api/v1/developers/" + tenant.developer("Ada"),
            "/api/v1/repositories/" + tenant.repository(UUID.randomUUID().toString())
        }) {
            tenant.admin().patch(path, "*", Map.of("name", name)).expectInvalid("/name");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "李小龙", "José \u0301", "👩\u200d💻", "\u202etxt.exe", "Ada  Lovelace", ".", "نادیا\u200cها"})
    void isTakenIfAnyOfItCanBeSeen(String name) {
        for (String path : new String[] {"/api/v1/developers", "/api/v1/teams", "/api/v1/repositories"}) {
            Answer created = caller(path)
                    .post(path, Objects.requireNonNull(creations(name).get(path)))
                    .expect(201);
            assertThat(created.text("/name")).isEqualTo(name);
        }
    }

    @Test
    void aPersonOfAnEventWithoutOneGoesByTheLogin() {
        UUID repository = tenant.repository("service");
        tenant.ingest()
                .post(
                        "/api/v1/events/commits",
                        Map.of(
                                "repository_id",
                                repository,
                                "sha",
                                "a".repeat(40),
                                "authored_at",
                                "2026-03-01T09:00:00Z",
                                "committed_at",
                                "2026-03-01T10:00:00Z",
                                "author",
                                Map.of("name", "\u200b\u2060", "login", "ada")))
                .expect(200);

        assertThat(tenant.viewer()
                        .get("/api/v1/developers?login=ada")
                        .json("/items/0/name")
                        .asString())
                .isEqualTo("ada");
    }

    private Session caller(String path) {
        return path.equals("/api/v1/organizations") ? api.operator() : tenant.admin();
    }

    private Map<String, Map<String, Object>> creations(String name) {
        String unique = "n-" + UUID.randomUUID();
        Map<String, Map<String, Object>> creations = new HashMap<>();
        creations.put("/api/v1/organizations", Map.of("slug", unique, "name", name));
        creations.put("/api/v1/teams", Map.of("slug", unique, "name", name));
        creations.put("/api/v1/developers", Map.of("name", name));
        creations.put("/api/v1/repositories", Map.of("name", name, "provider", "git", "provider_id", unique));
        creations.put("/api/v1/api-keys", Map.of("name", name, "role", "viewer"));
        creations.put("/api/v1/integrations", Map.of("name", name, "provider", "github"));
        creations.put(
                "/api/v1/events/deployments",
                Map.of(
                        "repository",
                        Map.of("provider", "git", "provider_id", unique),
                        "external_id",
                        "1",
                        "environment",
                        name,
                        "commit_sha",
                        "a".repeat(40),
                        "status",
                        "success",
                        "finished_at",
                        "2026-03-01T10:00:00Z"));
        creations.put("/api/v1/events/incidents", Map.of("external_id", name, "opened_at", "2026-03-01T10:00:00Z"));
        return creations;
    }
}
