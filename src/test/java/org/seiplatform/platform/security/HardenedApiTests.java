package org.seiplatform.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Session;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** A service behind a TLS proxy, with a dashboard on another origin, that three wrong keys are enough for. */
@ApiTest
@TestPropertySource(
        properties = {
            "sei.public-url=https://sei.example.com",
            "sei.http.trusted-proxies=127.0.0.1",
            "sei.http.cors.allowed-origins=https://dashboard.example.com",
            "sei.rate-limit.enabled=true",
            "sei.security.lockout.wrong-keys=3",
            "sei.security.lockout.per=24h",
            "sei.security.lockout.first-wait=10m"
        })
class HardenedApiTests {

    private static final String TEAMS = "/api/v1/teams";

    @Autowired
    private Api api;

    @Test
    void browsersAreToldToComeByHttpsAlone() {
        assertThat(api.anonymous().get(TEAMS).header("Strict-Transport-Security"))
                .hasValue("max-age=31536000");
    }

    @Test
    void aConfiguredOriginMayAskAndReadWhatItNeeds() {
        Answer preflight = from("https://dashboard.example.com", "OPTIONS");
        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin")).hasValue("https://dashboard.example.com");
        assertThat(preflight.header("Access-Control-Allow-Headers").orElseThrow())
                .containsIgnoringCase("x-api-key");
        assertThat(preflight.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(preflight.header("Access-Control-Max-Age")).hasValue("3600");

        Answer refused = from("https://dashboard.example.com", "GET");
        refused.expectProblem(401, "unauthorized");
        assertThat(refused.header("Access-Control-Allow-Origin"))
                .as("also reads why it was refused")
                .hasValue("https://dashboard.example.com");
        assertThat(refused.header("Access-Control-Expose-Headers").orElseThrow())
                .contains("X-Request-Id", "Retry-After");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://elsewhere.example", "http://dashboard.example.com", "null"})
    void anotherOriginMayNot(String origin) {
        Answer refused = from(origin, "OPTIONS");

        refused.expectProblem(403, "forbidden");
        assertThat(refused.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void whoTriesKeysIsNotHeardForAWhile() {
        String address = "203.0.113.1";
        for (int attempt = 0; attempt < 4; attempt++) {
            call(address, wrongKey()).expectProblem(401, "unauthorized");
        }

        Answer locked = call(address, wrongKey());

        locked.expectProblem(429, "rate_limited");
        assertThat(Integer.parseInt(locked.header("Retry-After").orElseThrow())).isBetween(500, 601);
        call("203.0.113.2", wrongKey()).expectProblem(401, "unauthorized");
    }

    /** Servers take as many spaces before the key as there are. */
    @Test
    void keysAreCountedHoweverTheyAreSent() {
        String address = "203.0.113.5";
        for (int attempt = 0; attempt < 4; attempt++) {
            asBearer(address, "Bearer   " + wrongKey()).expectProblem(401, "unauthorized");
        }

        asBearer(address, "bearer \t" + wrongKey()).expectProblem(429, "rate_limited");
    }

    private Answer asBearer(String address, String authorization) {
        Session session = api.anonymous();
        return session.send(session.request("/api/v1/organizations?limit=1")
                .header("Authorization", authorization)
                .header("X-Forwarded-For", address)
                .GET());
    }

    @Test
    void aRightKeyIsNeverRefusedBecauseOfOthersBehindItsAddress() {
        String address = "203.0.113.3";
        String key = api.tenant().newKey(Role.VIEWER);
        lock(address);

        call(address, key).expect(200);
        call(address, Api.OPERATOR_KEY).expect(200);
        String guess = key.substring(0, key.lastIndexOf('_') + 1) + "0123456789abcdef0123456789abcdef";
        for (int attempt = 0; attempt < 5; attempt++) {
            call(address, guess).expectProblem(429, "rate_limited");
        }
        call(address, key).expect(200);
    }

    @Test
    void guessingTheSecretOfAKeyDoesNotLockItsOwnerOut() {
        String address = "203.0.113.6";
        String key = api.tenant().newKey(Role.VIEWER);
        String guess = key.substring(0, key.lastIndexOf('_') + 1) + "0123456789abcdef0123456789abcdef";
        for (int attempt = 0; attempt < 4; attempt++) {
            call(address, guess).expectProblem(401, "unauthorized");
        }

        call(address, guess).expectProblem(429, "rate_limited");
        call(address, key).expect(200);
    }

    @Test
    void refusalsForAnotherReasonThanAWrongKeyDoNotCount() {
        String address = "203.0.113.7";
        Tenant tenant = api.tenant();
        String key = tenant.newKey(Role.VIEWER);
        Session caller = api.as(key);
        for (int attempt = 0; attempt < 6; attempt++) {
            caller.send(caller.request(TEAMS)
                            .header("Authorization", "Basic c2VpOnNlaQ==")
                            .header("X-Forwarded-For", address)
                            .GET())
                    .expectProblem(401, "unauthorized");
            caller.send(caller.request("/api/v1/webhooks/github/" + integration(tenant))
                            .header("X-Forwarded-For", address)
                            .header("Content-Type", "application/json")
                            .header("X-GitHub-Event", "ping")
                            .header("X-GitHub-Delivery", "1")
                            .header("X-Hub-Signature-256", "sha256=" + "0".repeat(64))
                            .POST(BodyPublishers.ofString("{}")))
                    .expectProblem(401, "unauthorized");
        }

        call(address, wrongKey()).expectProblem(401, "unauthorized");
        call(address, key).expect(200);
    }

    private void lock(String address) {
        for (int attempt = 0; attempt < 4; attempt++) {
            call(address, wrongKey()).expectProblem(401, "unauthorized");
        }
        call(address, wrongKey()).expectProblem(429, "rate_limited");
    }

    private static UUID integration(Tenant tenant) {
        return tenant.admin()
                .post("/api/v1/integrations", Map.of("provider", "github", "name", "GitHub"))
                .expect(201)
                .uuid("/id");
    }

    private Answer call(String address, String key) {
        Session session = api.as(key);
        return session.send(session.request("/api/v1/organizations?limit=1")
                .header("X-Forwarded-For", address)
                .GET());
    }

    private Answer from(String origin, String method) {
        Session anonymous = api.anonymous();
        return anonymous.send(anonymous
                .request(TEAMS)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "x-api-key")
                .method(method, BodyPublishers.noBody()));
    }

    private static String wrongKey() {
        return "sei_guess_" + UUID.randomUUID().toString().replace("-", "");
    }
}
