package org.seiplatform.platform.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConcurrencyLimiterTests {

    private static final int SIZE = 4;
    private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(500);

    private final AtomicLong nanos = new AtomicLong(1);

    /** One is done every half second: the next begins in time, but four are in work, so its answer comes after more than two. */
    @Test
    void whoseAnswerWouldBeLateIsTurnedAwayAtOnce() throws Exception {
        ConcurrencyLimiter limiter = busy(Duration.ofSeconds(2));

        assertThat(newcomer(limiter).get(1, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void whoseAnswerComesInTimeWaits() throws Exception {
        ConcurrencyLimiter limiter = busy(Duration.ofSeconds(60));
        CompletableFuture<Boolean> newcomer = newcomer(limiter);

        limiter.complete();

        assertThat(newcomer.get(30, TimeUnit.SECONDS)).isTrue();
    }

    private ConcurrencyLimiter busy(Duration maxWait) {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(
                new AdaptiveConcurrencyLimit(SIZE, SIZE, Duration.ofMillis(100), () -> 0),
                100,
                maxWait,
                true,
                nanos::get);
        for (int request = 0; request < SIZE; request++) {
            assertThat(limiter.tryAcquire()).isTrue();
        }
        for (int done = 0; done < 5; done++) {
            nanos.addAndGet(BETWEEN_REQUESTS.toNanos());
            limiter.complete();
            assertThat(limiter.tryAcquire()).isTrue();
        }
        return limiter;
    }

    private static CompletableFuture<Boolean> newcomer(ConcurrencyLimiter limiter) {
        return CompletableFuture.supplyAsync(limiter::tryAcquire, Executors.newVirtualThreadPerTaskExecutor());
    }
}
