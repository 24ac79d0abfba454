package org.seiplatform.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;

class ClientAddressFilterTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    10.0.0.1    | 203.0.113.7                        | 203.0.113.7
                    10.0.0.1    | 6.6.6.6, 203.0.113.7               | 203.0.113.7
                    10.0.0.1    | 6.6.6.6, 203.0.113.7, 10.1.2.3     | 203.0.113.7
                    10.0.0.1    | 10.1.2.3, 10.1.2.4                 | 10.1.2.3
                    10.0.0.1    | 2001:db8::7                        | 2001:db8::7
                    10.0.0.1    | 203.0.113.7:50123                  | 203.0.113.7
                    10.0.0.1    | [2001:db8::7]:50123                | 2001:db8::7
                    10.0.0.1    | 6.6.6.6, 1.2.3.4.5                 | 10.0.0.1
                    10.0.0.1    | 6.6.6.6, 300.1.1.1                 | 10.0.0.1
                    10.0.0.1    | 6.6.6.6, 1:2:3                     | 10.0.0.1
                    10.0.0.1    | 6.6.6.6, evil.example              | 10.0.0.1
                    10.0.0.1    | 6.6.6.6, unknown, 10.1.2.3         | 10.1.2.3
                    10.0.0.1    |                                    | 10.0.0.1
                    203.0.113.9 | 6.6.6.6                            | 203.0.113.9
                    """)
    void takesTheAddressThatTrustedProxiesSaw(String peer, String forwarded, String client) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(peer);
        if (forwarded != null) {
            request.addHeader("X-Forwarded-For", forwarded);
        }
        MockFilterChain chain = new MockFilterChain();

        new ClientAddressFilter(new HttpProperties(
                        DataSize.ofMegabytes(1),
                        DataSize.ofMegabytes(1),
                        DataSize.ofKilobytes(1),
                        Duration.ofSeconds(1),
                        Duration.ZERO,
                        List.of("10.0.0.0/8")))
                .doFilter(request, new MockHttpServletResponse(), chain);

        assertThat(chain.getRequest()).isNotNull();
        assertThat(chain.getRequest().getRemoteAddr()).isEqualTo(client);
    }
}
