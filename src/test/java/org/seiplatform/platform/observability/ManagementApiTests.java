package org.seiplatform.platform.observability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class ManagementApiTests {

    @Autowired
    private Api api;

    @Test
    void healthIsToldToAnyoneButNoDetail() {
        Answer health = api.management().get("/actuator/health").expect(200);

        assertThat(health.text("/status")).isEqualTo("UP");
        assertThat(health.body()).doesNotContain("database", "jdbc", "path");
    }

    @Test
    void infoTellsTheEditionOfTheDatabase() {
        assertThat(api.management().get("/actuator/info").expect(200).text("/database/edition"))
                .isEqualTo("postgresql");
    }

    @ParameterizedTest
    @ValueSource(strings = {"env", "beans", "heapdump", "loggers", "configprops", "shutdown", "flyway"})
    void nothingElseIsThere(String endpoint) {
        assertThat(api.management().get("/actuator/" + endpoint).status()).isIn(401, 403, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", "/actuator/health", "/actuator/info", "/actuator/prometheus"})
    void theApisPortTellsNothingOfIt(String path) {
        api.anonymous().get(path).expectProblem(404, "not_found");
    }

    @Test
    void theApiIsNotOnTheManagementPort() {
        assertThat(api.management().get("/api/v1/teams").status()).isIn(401, 404);
    }
}
