package org.seiplatform.platform.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptiveConcurrencyLimitTests {

    private static final int MIN = 4;
    private static final int MAX = 16;

    private final AdaptiveConcurrencyLimit limit =
            new AdaptiveConcurrencyLimit(MIN, MAX, Duration.ofMillis(100), this::processors);
    private double processors = 1;
    private long now = Duration.ofHours(1).toNanos();

    /** Processors that answer so many requests a second, however many share them. */
    @ParameterizedTest
    @CsvSource({"20, 4", "60, 6", "100, 10", "140, 14", "1000, 16"})
    void underOverloadTheLimitIsTheThroughputTimesTheTargetLatency(int perSecond, int permits) {
        saturate(Duration.ofSeconds(3), perSecond);

        assertThat(limit.current()).isBetween(permits - 1, permits + 1).isBetween(MIN, MAX);
    }

    @Test
    void aBurstChangesNothing() {
        saturate(Duration.ofMillis(400), 20);
        calm(Duration.ofSeconds(1), 20, 3);
        saturate(Duration.ofMillis(400), 20);

        assertThat(limit.current()).isEqualTo(MAX);
    }

    @Test
    void slowRequestsDoNotLowerTheLimitWhilePermitsAreFree() {
        calm(Duration.ofSeconds(10), 2, MAX / 2);

        assertThat(limit.current()).isEqualTo(MAX);
    }

    @Test
    void requestsThatWaitForALockDoNotLowerTheLimit() {
        processors = 0.3;
        saturate(Duration.ofSeconds(10), 1);

        assertThat(limit.current()).isEqualTo(MAX);
    }

    @Test
    void theLimitRisesSoonAfterOverload() {
        saturate(Duration.ofSeconds(3), 20);
        calm(Duration.ofSeconds(1), 20, 1);
        assertThat(limit.current()).isBetween(MIN + 1, MAX - 1);

        calm(Duration.ofSeconds(4), 20, 1);
        assertThat(limit.current()).isEqualTo(MAX);
    }

    @ParameterizedTest
    @CsvSource({"20, 40, 2000", "100, 40, 400", "100, 5, 50"})
    void theExpectedWaitIsHowLongThoseBeforeWillTake(int perSecond, int waiting, int millis) {
        saturate(Duration.ofSeconds(5), perSecond);

        assertThat(limit.expectedWait(waiting).toMillis()).isBetween(millis * 9L / 10, millis * 11L / 10);
    }

    @Test
    void nobodyIsExpectedToWaitWhilePermitsAreFree() {
        saturate(Duration.ofSeconds(3), 20);
        calm(Duration.ofSeconds(1), 20, 1);

        assertThat(limit.expectedWait(100)).isZero();
    }

    /** Then all goes on at once. */
    @Test
    void aStandstillIsNoRate() {
        saturate(Duration.ofSeconds(30), 0);
        limit.paused(now);

        assertThat(limit.expectedWait(4)).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    /** A request that waits for something else has given its permit back. */
    @Test
    void thoseThatPauseReturnTheirPermits() {
        saturate(Duration.ofMillis(100), 0);
        for (int time = 0; time < 2000; time++) {
            limit.paused(now);
            now += 1_000_000;
            limit.started(now);
        }

        assertThat(limit.expectedWait(100)).isLessThan(Duration.ofMillis(200));
    }

    @Test
    void aPausedRequestHasNotCompleted() {
        saturate(Duration.ofMillis(400), 0);
        for (int time = 0; time < 1000; time++) {
            limit.paused(now);
            now += 1_000_000;
            limit.started(now);
        }

        assertThat(limit.current()).isEqualTo(MIN);
    }

    /** How busy the processors are. */
    private double processors() {
        return processors;
    }

    private void saturate(Duration time, int perSecond) {
        keep(time, perSecond, MAX);
    }

    /** So many permits are in use. */
    private void calm(Duration time, int perSecond, int inFlight) {
        keep(time, perSecond, inFlight);
    }

    private void keep(Duration time, int perSecond, int inFlight) {
        long end = now + time.toNanos();
        while (now < end) {
            while (limit.inFlight() < Math.min(inFlight, limit.current())) {
                limit.started(now);
            }
            now += perSecond == 0 ? time.toNanos() : Duration.ofSeconds(1).toNanos() / perSecond;
            if (perSecond > 0) {
                limit.completed(now);
            }
            while (limit.inFlight() > Math.min(inFlight, limit.current())) {
                limit.completed(now);
            }
        }
    }
}
