package org.seiplatform.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTests {

    @ParameterizedTest
    @CsvSource({
        "GitLab.Example.ORG,           gitlab.example.org",
        "gitlab.example.org.,          gitlab.example.org",
        "gitlab.example.org:443,       gitlab.example.org",
        "gitlab.example.org:80,        gitlab.example.org",
        "gitlab.example.org:8443,      gitlab.example.org:8443",
        "bücher.example,               xn--bcher-kva.example",
        "BÜCHER.example:8443,          xn--bcher-kva.example:8443",
        "ｇｉｔｈｕｂ.com,               github.com",
        "git_lab,                      git_lab",
        "192.0.2.7:3000,               192.0.2.7:3000",
        "[2001:DB8::1]:3000,           [2001:db8::1]:3000",
        "[2001:DB8::1],                [2001:db8::1]",
    })
    void aHostIsWrittenInOneWay(String written, String canonical) {
        assertThat(HostNames.canonical(written)).hasValue(canonical);
        assertThat(HostNames.canonical(canonical)).hasValue(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "-",
                "a b",
                "a/b",
                "https://a.example",
                "ada@a.example",
                "a.example?x",
                "a.example#x",
                "a.example:",
                "a.example:0",
                "a.example:65536",
                "a.example:x",
                "a%2fb",
                "a\\b",
                "a..b",
                "[::1",
                "::1",
            })
    void whatIsNoHostIsNone(String text) {
        assertThat(HostNames.canonical(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://GitHub.com/acme/shop,                   github.com",
        "HTTPS://github.com:443/acme/shop,               github.com",
        "http://gitlab.example.org:8080/acme/shop,       gitlab.example.org:8080",
        "ssh://git@gitlab.example.org:2222/acme/shop,    gitlab.example.org",
        "git://gitlab.example.org:9418/acme/shop,        gitlab.example.org",
        "git@gitlab.example.org:acme/shop.git,           gitlab.example.org",
        "https://github.com,                             github.com",
        "https://ada:secret@github.com/acme/shop,        github.com",
    })
    void aUrlLeadsToAHost(String url, String host) {
        assertThat(HostNames.ofUrl(url)).hasValue(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///srv/git/shop", "shop", "https:///acme", "https://github.com\\@evil.example/acme"})
    void someLeadToNone(String url) {
        assertThat(HostNames.ofUrl(url)).isEmpty();
    }
}
