package org.seiplatform.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Nothing answers where the issuer should be. */
@ApiTest
@TestPropertySource(properties = "spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:1/keys")
class TokenIssuerOutageTests {

    @Autowired
    private Api api;

    @Test
    void tokensThatCannotBeCheckedAreNotCalledWrong() {
        for (int call = 0; call < 4; call++) {
            ask().expectProblem(503, "unavailable");
        }
        assertThat(api.management()
                        .get("/actuator/health/dependencies")
                        .text("/components/circuitBreakers/details/token-issuer"))
                .isEqualTo("open");
        api.tenant().viewer().get("/api/v1/teams").expect(200);
    }

    private Answer ask() {
        String token =
                new TokenIssuer().token(Map.of("aud", "sei"), Instant.now().plusSeconds(60));
        return api.anonymous()
                .send(api.anonymous()
                        .request("/api/v1/teams")
                        .header("Authorization", "Bearer " + token)
                        .GET());
    }
}
