package org.seiplatform.platform.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyLockoutTests {

    private static final Limit MANY = new Limit(1000, Duration.ofMinutes(1));

    private long now;
    private final KeyLockout lockout = new KeyLockout(
            new LockoutProperties(2, Duration.ofDays(1), Duration.ofSeconds(1), Duration.ofSeconds(10)),
            new TokenBuckets(
                    new RateLimitProperties(
                            true, MANY, MANY, MANY, MANY, Map.of(), Map.of(), Duration.ofMillis(100), 1000),
                    new SimpleMeterRegistry()),
            () -> now);

    @Test
    void someAreForgivenAndEachFurtherOneDoublesTheWait() {
        assertThat(lockout.wrong("n")).isFalse();
        assertThat(lockout.wrong("n")).isFalse();
        assertThat(lockout.lockedFor("n")).isEmpty();

        List<Long> waits = new ArrayList<>();
        for (int more = 0; more < 6; more++) {
            assertThat(lockout.wrong("n")).isTrue();
            Duration wait = lockout.lockedFor("n").orElseThrow();
            waits.add(wait.toSeconds());
            now += wait.toNanos();
            assertThat(lockout.lockedFor("n")).isEmpty();
        }

        assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
        assertThat(lockout.lockedFor("other")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "198.51.100.7, 198.51.100.7",
        "2001:db8:1:2:3:4:5:6, 20010db800010002",
        "2001:db8:1:2::, 20010db800010002",
        "not:an:address, not:an:address"
    })
    void whoHasAnAddressOfVersion6HasItsWholeNetwork(String address, String network) {
        assertThat(LockoutFilter.network(address)).isEqualTo(network);
    }
}
