package org.seiplatform.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** A service behind a proxy that trusts an issuer of tokens, and lets an address that proves nothing call five times. */
@ApiTest
@TestPropertySource(
        properties = {
            "sei.http.trusted-proxies=127.0.0.1",
            "sei.security.jwt.roles-claim=realm_access.roles",
            "sei.security.jwt.organization-claim=tenant",
            "sei.rate-limit.enabled=true",
            "sei.rate-limit.anonymous.requests=5",
            "sei.rate-limit.anonymous.per=24h",
            "sei.rate-limit.webhook.requests=2",
            "sei.rate-limit.webhook.per=24h"
        })
class AddressLimitApiTests {

    private static final TokenIssuer ISSUER = new TokenIssuer();
    private static final String TEAMS = "/api/v1/teams";
    private static final String DOCS = "/v3/api-docs";

    @Autowired
    private Api api;

    @DynamicPropertySource
    static void trustTheIssuer(DynamicPropertyRegistry properties) {
        properties.add("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", ISSUER::keysAddress);
    }

    @Test
    void wrongTokensAreLimitedByAddressAndRightOnesAreNot() {
        Tenant tenant = api.tenant();
        String right = token(ISSUER, tenant);
        String forged = token(new TokenIssuer(), tenant);
        String address = "203.0.113.1";
        for (int call = 0; call < 10; call++) {
            Answer answer = bearer(address, right).expect(200);
            assertThat(answer.header("RateLimit").orElseThrow()).startsWith("\"key\"");
        }
        for (int call = 0; call < 5; call++) {
            bearer(address, forged).expectProblem(401, "unauthorized");
        }

        bearer(address, forged).expectProblem(429, "rate_limited");
        bearer("203.0.113.2", right).expect(200);
        bearer(address, tenant.newKey(Role.VIEWER)).expect(200);
    }

    @Test
    void whatIsNoProofIsNoWayAroundTheLimit() {
        for (String authorization : List.of("Basic x", "Basic x", "Bearer", "sei_x_y", "Digest x")) {
            send(from("203.0.113.3", DOCS).header("Authorization", authorization));
        }

        send(from("203.0.113.3", DOCS).header("Authorization", "Basic x")).expectProblem(429, "rate_limited");
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:0:1::1, 2001:db8:0:1:ffff::2, 2001:db8:0:2::1",
        "203.0.113.4, ::ffff:203.0.113.4, 203.0.113.5",
        "203.0.113.6:50123, 203.0.113.6:50124, 203.0.113.7:50123"
    })
    void whoHasManyAddressesOrWaysToWriteThemHasOneLimit(String address, String same, String other) {
        for (int call = 0; call < 5; call++) {
            send(from(address, DOCS)).expect(200);
        }

        send(from(same, DOCS)).expectProblem(429, "rate_limited");
        send(from(other, DOCS)).expect(200);
    }

    @Test
    void webhooksHaveTheirOwnLimitHoweverTheyAreSent() {
        String key = api.tenant().newKey(Role.INGEST);
        webhook("webhooks", key).expectProblem(401, "unauthorized");
        webhook("webh%6Foks", key).expectProblem(401, "unauthorized");

        webhook("%77ebhooks", key).expectProblem(429, "rate_limited");
    }

    private Answer webhook(String name, String key) {
        return api.anonymous()
                .send(from("203.0.113.8", "/api/v1/" + name + "/github/" + UUID.randomUUID())
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{}")));
    }

    @Test
    void callersAreToldTheAddressThatTheyAreCountedUnder() {
        Answer answer = send(from("203.0.113.77", "/api/v1/client-address")).expect(200);

        assertThat(answer.text("/address")).isEqualTo("203.0.113.77");
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    private Answer bearer(String address, String token) {
        return send(from(address, TEAMS).header("Authorization", "Bearer " + token));
    }

    private HttpRequest.Builder from(String address, String path) {
        return api.anonymous().request(path).header("X-Forwarded-For", address);
    }

    private Answer send(HttpRequest.Builder request) {
        return api.anonymous().send(request.GET());
    }

    private static String token(TokenIssuer issuer, Tenant tenant) {
        Map<String, Object> claims = Map.of("realm_access", Map.of("roles", "viewer"), "tenant", tenant.slug());
        return issuer.token(claims, Instant.now().plusSeconds(60));
    }
}
