package org.seiplatform.operations.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SelectorsTests {

    @Test
    void findsWhatIsAskedForAndNothingElse() {
        assertThat(Selectors.of("""
                        sum by (job, pod) (rate(http_requests_total{status=~"5.{1}", route!~"a(b)"}[5m] offset 1w))
                          / on (job) group_left () (job:http_requests:rate5m > bool 0.05)
                        or absent(up{job="x"} == 1) unless time() > 3 * 86400"""))
                .containsExactly(
                        "http_requests_total{status=~\"5.{1}\", route!~\"a(b)\"}",
                        "job:http_requests:rate5m", "up{job=\"x\"}");
    }

    @Test
    void textsAskForNothing() {
        assertThat(Selectors.of("label_replace(absent(a{b=\"c\"}), \"series\", \"a\", \"\", \"\")"))
                .containsExactly("a{b=\"c\"}");
    }

    @Test
    void functionsAloneAskForNothing() {
        assertThat(Selectors.of("vector(1) > time() - 60")).isEmpty();
    }
}
