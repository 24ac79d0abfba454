package org.seiplatform.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class PublicAddressTests {

    @BeforeEach
    void receiveRequest() {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/integrations");
        request.setServerName("10.0.0.7");
        request.setServerPort(8080);
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
    }

    @AfterEach
    void forgetRequest() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void itIsWhereTheRequestCameToUnlessConfigured() {
        assertThat(new PublicAddress(new PublicAddressProperties(null)).of("/a/b"))
                .isEqualTo(URI.create("http://10.0.0.7:8080/a/b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://sei.example.com/delivery", "https://sei.example.com/delivery/"})
    void itIsWhatIsConfigured(String configured) {
        assertThat(new PublicAddress(new PublicAddressProperties(URI.create(configured))).of("/a/b"))
                .isEqualTo(URI.create("https://sei.example.com/delivery/a/b"));
    }
}
