package org.seiplatform.organization.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class ApiKeyApiTests {

    private static final String KEYS = "/api/v1/api-keys";
    private static final String TEAMS = "/api/v1/teams";

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    private Tenant tenant;

    @BeforeEach
    void makeTenant() {
        tenant = api.tenant();
    }

    @Test
    void aNewKeyWorksInBothHeaders() {
        String key = newKey("viewer").text("/key");

        assertThat(key).matches("sei_[0-9a-f]{16}_[0-9a-f]{64}");
        api.as(key).get(TEAMS).expect(200);
        api.anonymous()
                .send(api.anonymous()
                        .request(TEAMS)
                        .header("Authorization", "Bearer " + key)
                        .GET())
                .expect(200);
        api.anonymous()
                .send(api.anonymous()
                        .request(TEAMS)
                        .header("Authorization", "bearer  " + key)
                        .GET())
                .expect(200);
    }

    @Test
    void theKeyIsShownOnceStoredNowhereAndNeverLogged(CapturedOutput output) {
        Answer created = newKey("viewer");
        String secret = created.text("/key").substring(created.text("/key").lastIndexOf('_') + 1);
        api.as(created.text("/key")).get(TEAMS).expect(200);
        api.as(created.text("/key").substring(0, 70)).get(TEAMS).expectProblem(401, "unauthorized");

        assertThat(tenant.admin().get(KEYS + "/" + created.text("/id")).body()).doesNotContain(secret);
        assertThat(tenant.admin().get(KEYS).body()).doesNotContain(secret);
        assertThat(jdbc.sql("select api_keys::text from api_keys where id = cast(? as uuid)")
                        .param(created.text("/id"))
                        .query((row, number) -> row.getString(1))
                        .single())
                .doesNotContain(secret);
        assertThat(output.getAll()).doesNotContain(secret);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sei_",
                "nonsense",
                "sei_ffffffffffffffff_0000000000000000000000000000000000000000000000000000000000000000",
                "sei_'; drop table api_keys; --_x",
                "sei_test_0123456789abcdef0123456789abcdee"
            })
    void otherKeysDoNot(String key) {
        api.as(key).get(TEAMS).expectProblem(401, "unauthorized");
        api.as(key).get("/problems/unauthorized").expectProblem(401, "unauthorized");
    }

    @Test
    void theRightIdWithAnotherSecretIsNoKey() {
        String key = newKey("viewer").text("/key");

        api.as(key.substring(0, key.length() - 1) + (key.endsWith("0") ? "1" : "0"))
                .get(TEAMS)
                .expectProblem(401, "unauthorized");
    }

    @Test
    void twoProofsAtOnceAreRefused() {
        api.anonymous()
                .send(tenant.viewer()
                        .request(TEAMS)
                        .header("Authorization", "Bearer " + Api.OPERATOR_KEY)
                        .GET())
                .expectProblem(401, "unauthorized");
    }

    @Test
    void aRevokedKeyIsRefusedAtOnceAndStaysInTheList() {
        Answer created = newKey("viewer");
        api.as(created.text("/key")).get(TEAMS).expect(200);

        tenant.admin().delete(KEYS + "/" + created.text("/id")).expect(204);
        String revokedAt = tenant.admin().get(KEYS + "/" + created.text("/id")).text("/revoked_at");
        tenant.admin().delete(KEYS + "/" + created.text("/id")).expect(204);

        api.as(created.text("/key")).get(TEAMS).expectProblem(401, "unauthorized");
        assertThat(tenant.admin().get(KEYS + "/" + created.text("/id")).text("/revoked_at"))
                .isEqualTo(revokedAt);
    }

    @Test
    void anExpiredKeyIsRefused() {
        Answer created = tenant.admin()
                .post(
                        KEYS,
                        Map.of(
                                "name", "short",
                                "role", "viewer",
                                "expires_at", Instant.now().plusSeconds(3600).toString()))
                .expect(201);
        api.as(created.text("/key")).get(TEAMS).expect(200);

        jdbc.sql("update api_keys set expires_at = now() - interval '1 second' where id = cast(? as uuid)")
                .param(created.text("/id"))
                .update();

        api.as(created.text("/key")).get(TEAMS).expectProblem(401, "unauthorized");
    }

    @Test
    void aKeyCannotExpireBeforeItExists() {
        tenant.admin()
                .post(KEYS, Map.of("name", "x", "role", "viewer", "expires_at", "2020-01-01T00:00:00Z"))
                .expectInvalid("/expires_at");
    }

    @Test
    void useIsNotedOnceAMinute() {
        Answer created = newKey("viewer");
        UUID id = created.uuid("/id");

        api.as(created.text("/key")).get(TEAMS).expect(200);
        Instant first = await().until(() -> lastUse(id), use -> use.isAfter(Instant.EPOCH));
        api.as(created.text("/key")).get(TEAMS).expect(200);
        assertThat(lastUse(id)).isEqualTo(first);

        jdbc.sql("update api_keys set last_used_at = last_used_at - interval '61 seconds' where id = ?")
                .param(id)
                .update();
        api.as(created.text("/key")).get(TEAMS).expect(200);
        await().untilAsserted(() -> assertThat(lastUse(id)).isAfter(first));
    }

    @Test
    void nobodyGivesARoleBeyondTheirOwn() {
        tenant.admin().post(KEYS, Map.of("name", "x", "role", "operator")).expectProblem(403, "forbidden");
        tenant.manager().post(KEYS, Map.of("name", "x", "role", "viewer")).expectProblem(403, "forbidden");
        api.operator()
                .post(KEYS + "?organization_id=" + tenant.id(), Map.of("name", "x", "role", "operator"))
                .expectInvalid("/role");
        api.operator().post(KEYS, Map.of("name", "x", "role", "admin")).expectInvalid("/role");
    }

    @Test
    void anOperatorMakesOtherOperators() {
        Answer created = api.operator()
                .post(KEYS, Map.of("name", "second", "role", "operator"))
                .expect(201);

        assertThat(created.json("/organization_id").isNull()).isTrue();
        assertThat(api.as(created.text("/key"))
                        .get(KEYS + "?limit=200")
                        .json("/items")
                        .findValuesAsString("id"))
                .contains(created.text("/id"));
        tenant.admin().get(KEYS + "/" + created.text("/id")).expectProblem(404, "not_found");
        api.operator().delete(KEYS + "/" + created.text("/id")).expect(204);
        api.as(created.text("/key")).get(KEYS).expectProblem(401, "unauthorized");
    }

    @Test
    void listsTheKeysOfTheOrganizationPageByPage() {
        List<String> names = List.of("a", "b", "c");
        names.forEach(name -> tenant.admin()
                .post(KEYS, Map.of("name", name, "role", "ingest"))
                .expect(201));

        Answer first = tenant.admin().get(KEYS + "?limit=2");
        Answer second = tenant.admin().get(KEYS + "?limit=2&cursor=" + first.text("/next_cursor"));

        assertThat(first.json("/items").findValuesAsString("name")).containsExactly("test admin", "a");
        assertThat(second.json("/items").findValuesAsString("name")).containsExactly("b", "c");
        assertThat(second.json("/next_cursor").isNull()).isTrue();
    }

    private Answer newKey(String role) {
        return tenant.admin().post(KEYS, Map.of("name", "new", "role", role)).expect(201);
    }

    private Instant lastUse(UUID id) {
        String use = tenant.admin().get(KEYS + "/" + id).text("/last_used_at");
        return use.isEmpty() ? Instant.EPOCH : Instant.parse(use);
    }
}
