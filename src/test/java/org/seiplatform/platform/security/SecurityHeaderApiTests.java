package org.seiplatform.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class SecurityHeaderApiTests {

    @Autowired
    private Api api;

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/organizations", "/nowhere", "/swagger-ui/index.html"})
    void browsersAreToldToTrustNothingElse(String path) {
        Answer answer = api.operator().get(path);

        assertThat(answer.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.header("X-Frame-Options")).hasValue("DENY");
        assertThat(answer.header("Referrer-Policy")).hasValue("no-referrer");
        assertThat(answer.header("Content-Security-Policy").orElseThrow()).startsWith("default-src 'none'");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).hasValue("same-origin");
        assertThat(answer.header("Content-Security-Policy").orElseThrow()).contains("frame-ancestors 'none'");
        assertThat(answer.header("Strict-Transport-Security"))
                .as("over http nobody heeds it")
                .isEmpty();
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(answer.header("Server")).isEmpty();
    }

    @Test
    void refusalsTellBrowsersTheSame() {
        Answer wrongKey = api.as("sei_nobody_0123456789abcdef0123456789abcdef").get("/api/v1/teams");

        wrongKey.expectProblem(401, "unauthorized");
        assertThat(wrongKey.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(wrongKey.header("Content-Security-Policy").orElseThrow()).startsWith("default-src 'none'");
        assertThat(wrongKey.header("Cache-Control")).hasValue("no-store");
    }

    @Test
    void onlyThePageOfSwaggerUiMayRunScripts() {
        assertThat(api.operator()
                        .get("/api/v1/organizations")
                        .header("Content-Security-Policy")
                        .orElseThrow())
                .doesNotContain("script-src");
        assertThat(api.operator()
                        .get("/swagger-ui/index.html")
                        .header("Content-Security-Policy")
                        .orElseThrow())
                .contains("script-src 'self'");
    }

    @Test
    void answersAreKeptByNobodyExceptWhoAsksAgainEachTime() {
        Tenant tenant = api.tenant();
        UUID team = tenant.team("kept");

        assertThat(tenant.viewer().get("/api/v1/teams").header("Cache-Control").orElseThrow())
                .contains("no-store");
        assertThat(tenant.viewer()
                        .get("/api/v1/teams/" + team)
                        .header("Cache-Control")
                        .orElseThrow())
                .contains("no-cache", "private")
                .doesNotContain("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "OPTIONS"})
    void otherOriginsAreAllowedNothing(String method) {
        Answer answer = api.operator()
                .send(api.operator()
                        .request("/api/v1/organizations")
                        .header("Origin", "https://elsewhere.example")
                        .header("Access-Control-Request-Method", "GET")
                        .method(method, BodyPublishers.noBody()));

        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    }
}
