package org.seiplatform.platform.observability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class ProbeApiTests {

    @Autowired
    private Api api;

    @ParameterizedTest
    @ValueSource(strings = {"startup", "liveness", "readiness"})
    void eachProbeHasAnAddressOfItsOwn(String probe) {
        assertThat(api.management().get("/actuator/health/" + probe).expect(200).text("/status"))
                .isEqualTo("UP");
    }
}
