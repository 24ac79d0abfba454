package org.seiplatform.source.webhook.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seiplatform.platform.security.Role;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Session;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ApiTest
class IntegrationApiTests {

    private static final String PATH = "/api/v1/integrations";
    private static final Map<String, Object> GITHUB = Map.of("provider", "github", "name", "Our GitHub");

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    private Tenant tenant;
    private Session admin;

    @BeforeEach
    void makeTenant() {
        tenant = api.tenant();
        admin = tenant.admin();
    }

    @Test
    void aNewIntegrationHasDefaultsAndShowsItsUrlAndSecret() {
        Answer created = admin.post(PATH, GITHUB).expect(201);

        UUID id = created.uuid("/id");
        assertThat(created.header("Location")).hasValue(PATH + "/" + id);
        assertThat(created.text("/webhook_url")).isEqualTo(admin.base() + "/api/v1/webhooks/github/" + id);
        assertThat(created.text("/secret")).startsWith("whsec_").hasSize(50);
        assertThat(created.json("/deployment_sources").toString()).isEqualTo("[\"deployments\"]");
        assertThat(created.text("/deployment_environment")).isEqualTo("production");
        assertThat(created.text("/workflow_pattern")).isEqualTo("(?i)deploy");
        assertThat(created.json("/auto_create_repositories").asBoolean()).isTrue();
    }

    @Test
    void theSecretIsShownOnceAndStoredUnreadably() {
        Answer created = admin.post(PATH, GITHUB).expect(201);
        UUID id = created.uuid("/id");

        assertThat(admin.get(PATH + "/" + id).expect(200).body()).doesNotContain("secret\"", created.text("/secret"));
        assertThat(admin.get(PATH).expect(200).body()).doesNotContain(created.text("/secret"));
        assertThat(jdbc.sql("select encode(secret, 'escape') from integrations where id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single())
                .doesNotContain(created.text("/secret").substring(6, 20));
    }

    @Test
    void aSecretCanBeGiven() {
        Answer created = admin.post(
                        PATH, Map.of("provider", "gitlab", "name", "Our GitLab", "secret", "correct-horse-battery"))
                .expect(201);

        assertThat(created.text("/secret")).isEqualTo("correct-horse-battery");
        assertThat(created.text("/webhook_url")).contains("/webhooks/gitlab/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"too short", "fifteen-letters", "with spaces between words", "mit-ümläuten-überall"})
    void aWeakOrUnsendableSecretIsRefused(String secret) {
        admin.post(PATH, Map.of("provider", "github", "name", "x", "secret", secret))
                .expectInvalid("/secret");
    }

    @Test
    void wrongContentIsRefusedFieldByField() {
        admin.post(PATH, Map.of("name", "x")).expectInvalid("/provider");
        admin.post(PATH, Map.of("provider", "bitbucket", "name", "x")).expectInvalid("/provider");
        admin.post(PATH, Map.of("provider", "git", "name", "x")).expectInvalid("/provider");
        admin.get(PATH + "?provider=git").expectInvalid("?provider");
        admin.post(PATH, Map.of("provider", "github")).expectInvalid("/name");
        admin.post(PATH, Map.of("provider", "github", "name", "x", "workflow_pattern", "("))
                .expectInvalid("/workflow_pattern");
        admin.post(PATH, Map.of("provider", "github", "name", "x", "deployment_sources", List.of("tags")))
                .expectInvalid("/deployment_sources/0");
        admin.post(PATH, Map.of("provider", "github", "name", "x", "colour", "red"))
                .expectInvalid("/colour");
    }

    @Test
    void aChangeNeedsTheVersionItIsMeantFor() {
        Answer created = admin.post(PATH, GITHUB).expect(201);
        String path = PATH + "/" + created.uuid("/id");

        Answer changed = admin.patch(
                        path,
                        created.entityTag(),
                        Map.of("name", "Renamed", "deployment_sources", List.of("workflows", "releases")))
                .expect(200);

        assertThat(changed.text("/name")).isEqualTo("Renamed");
        assertThat(changed.json("/deployment_sources").toString()).isEqualTo("[\"releases\",\"workflows\"]");
        assertThat(admin.get(path).entityTag()).isEqualTo(changed.entityTag()).isNotEqualTo(created.entityTag());
        admin.patch(path, created.entityTag(), Map.of("name", "Late")).expectProblem(412, "precondition_failed");
        admin.patch(path, changed.entityTag(), Map.of("provider", "gitlab")).expectInvalid("/provider");
        admin.delete(path).expectProblem(428, "precondition_required");
        admin.delete(path, changed.entityTag()).expect(204);
        admin.get(path).expectProblem(404, "not_found");
    }

    @Test
    void integrationsArePagedAndFilteredByProvider() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            ids.add(admin.post(PATH, GITHUB).expect(201).text("/id"));
        }
        admin.post(PATH, Map.of("provider", "gitlab", "name", "other")).expect(201);

        Answer first = tenant.viewer().get(PATH + "?provider=github&limit=2").expect(200);
        Answer second = tenant.viewer()
                .get(PATH + "?provider=github&limit=2&cursor=" + first.text("/next_cursor"))
                .expect(200);

        Set<String> seen = new HashSet<>(first.json("/items").findValuesAsString("id"));
        seen.addAll(second.json("/items").findValuesAsString("id"));
        assertThat(seen).isEqualTo(ids);
        assertThat(second.json("/next_cursor").isNull()
                        || second.json("/next_cursor").isMissingNode())
                .isTrue();
    }

    @Test
    void aRotationGivesAnotherSecretAndSaysHowLongTheOldOneHolds() {
        Answer created = admin.post(PATH, GITHUB).expect(201);
        String path = PATH + "/" + created.uuid("/id");

        Answer rotated = admin.post(path + "/rotation", Map.of()).expect(200);

        assertThat(rotated.text("/secret")).isNotEqualTo(created.text("/secret"));
        assertThat(rotated.text("/previous_secret_until")).isNotBlank();
        assertThat(admin.post(path + "/rotation", Map.of("secret", "correct-horse-battery"))
                        .expect(200)
                        .text("/secret"))
                .isEqualTo("correct-horse-battery");
        admin.post(path + "/rotation", Map.of("secret", "short")).expectInvalid("/secret");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"VIEWER", "INGEST", "MANAGER"})
    void onlyAdminsHandleSecrets(Role role) {
        Answer created = admin.post(PATH, GITHUB).expect(201);
        String path = PATH + "/" + created.uuid("/id");
        Session other = tenant.as(role);

        other.post(PATH, GITHUB).expectProblem(403, "forbidden");
        other.post(path + "/rotation", Map.of()).expectProblem(403, "forbidden");
        other.patch(path, created.entityTag(), Map.of("name", "x")).expectProblem(403, "forbidden");
        other.delete(path, created.entityTag()).expectProblem(403, "forbidden");
    }

    @Test
    void anotherOrganizationsIntegrationIsNotThere() {
        Answer created = admin.post(PATH, GITHUB).expect(201);
        String path = PATH + "/" + created.uuid("/id");
        Session stranger = api.tenant().admin();

        stranger.get(path).expectProblem(404, "not_found");
        stranger.get(path + "/deliveries").expectProblem(404, "not_found");
        stranger.post(path + "/deliveries/x/replay", Map.of()).expectProblem(404, "not_found");
        stranger.post(path + "/rotation", Map.of()).expectProblem(404, "not_found");
        stranger.patch(path, created.entityTag(), Map.of("name", "x")).expectProblem(404, "not_found");
        stranger.delete(path, created.entityTag()).expectProblem(404, "not_found");
        assertThat(stranger.get(PATH).expect(200).json("/items").size()).isZero();
        admin.get(PATH + "/" + UUID.randomUUID()).expectProblem(404, "not_found");
    }
}
