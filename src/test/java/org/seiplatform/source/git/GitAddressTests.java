package org.seiplatform.source.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.eclipse.jgit.transport.URIish;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitAddressTests {

    @ParameterizedTest
    @CsvSource({
        "https://github.com/o/r.git, https, github.com, 443, /o/r.git",
        "HTTP://GitHub.COM, http, github.com, 80, ''",
        "https://git_1.example.org:8443/~me/r%20s/, https, git_1.example.org, 8443, /~me/r%20s/",
        "http://example.org:80/%E5%B1%B1.git, http, example.org, 80, /%E5%B1%B1.git",
        "https://[2606:4700::1111]:8443/x, https, [2606:4700::1111], 8443, /x"
    })
    void readsThePartsAndEveryOtherParserReadsTheSame(String text, String scheme, String host, int port, String path)
            throws Exception {
        GitAddress address = GitAddress.parse(text).orElseThrow();

        assertThat(address).isEqualTo(new GitAddress(scheme, host, port, path));
        assertThat(GitAddress.parse(address.toString())).contains(address);
        assertThat(URI.create(address.toString()).toURL().getHost()).isEqualTo(host);
        assertThat(URI.create(address.toString()).getRawPath()).isEqualTo(path);
        URIish jgit = address.toJGit();
        assertThat(jgit.getUser()).isNull();
        assertThat(jgit.getHost()).isEqualTo(host);
        assertThat(jgit.getRawPath()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "github.com/o/r",
                "http://",
                "http:///x",
                "ssh://github.com/x",
                "file:///etc",
                "http:github.com/x",
                "http://github.com#@other.invalid/x.git",
                "https://github.com/x#y",
                "https://github.com\\@other.invalid/x",
                "https://github.com/x\\y",
                "https://user@github.com/x",
                "https://user:secret@github.com/x",
                "https://@github.com/x",
                "https://github.com@other.invalid/x",
                "https://github.com/x?access_token=secret",
                "https://github.com/x?",
                "https://github.com:/x",
                "https://github.com:0/x",
                "https://github.com:65536/x",
                "https://github.com:999999/x",
                "https://github.com:-1/x",
                "https://github.com:443:443/x",
                "https://github.com./x",
                "https://github..com/x",
                "https://-github.com/x",
                "https://gíthub.com/x",
                "https://github.com/山",
                "https://github.com/a b",
                " https://github.com/x",
                "https://github.com/x\n",
                "https://github.com/x\r\nHost: other.invalid",
                "https://github.com/\u0000",
                "https://github.com/\u007f",
                "https://github.com/%0d%0aHost:%20other.invalid",
                "https://github.com/%00",
                "https://github.com/%5cx",
                "https://github.com/%2e%2f",
                "https://github.com/%23x",
                "https://github.com/%3fx",
                "https://github.com/%40x",
                "https://github.com/%2",
                "https://github.com/%zz",
                "https://[::1/x",
                "https://[fe80::1%25eth0]/x",
                "https://[github.com]/x",
                "https://githubˌcom/x"
            })
    void refusesWhatAnotherParserMightReadOtherwise(String text) {
        assertThat(GitAddress.parse(text)).isEmpty();
    }
}
