package org.seiplatform.source.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "192.0.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::"
            })
    void takesTheseForInternal(String address) throws IOException {
        assertThat(AddressRules.isInternal(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "100.63.255.255", "100.128.0.1", "172.32.0.1", "2606:4700::1111"})
    void takesTheseForPublic(String address) throws IOException {
        assertThat(AddressRules.isInternal(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/x",
                "http://[::1]/x",
                "https://localhost/x",
                "http://169.254.169.254/latest",
                "http://2130706433/x",
                "https://8.8.8.8:22/x",
                "http://8.8.8.8:6379/x"
            })
    void refusesToConnectThere(String url) {
        AddressRules rules = new AddressRules(Set.of(), Set.of(80, 443));

        assertThatExceptionOfType(ImportFailure.class)
                .isThrownBy(() -> rules.check(GitAddress.parse(url).orElseThrow()))
                .extracting(ImportFailure::code)
                .isEqualTo(ImportFailure.Code.IMPORT_FORBIDDEN_ADDRESS);
    }

    @Test
    void connectsToAnInternalHostThatIsAllowedByName() {
        AddressRules rules = new AddressRules(Set.of("localhost"), Set.of(80, 443));

        assertThatCode(() ->
                        rules.check(GitAddress.parse("http://localhost:3000/x").orElseThrow()))
                .doesNotThrowAnyException();
    }
}
