package org.seiplatform.platform.ratelimit;

import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.ratelimit.TokenBuckets.Subject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Synchronizes the token buckets of all instances through buckets in Redis: reports there what was used here, and learns what others
 * have used. Requests do not wait for it, they are decided by the local buckets. While Redis is away each instance applies the whole
 * limit by itself, and reports its usage when Redis is back.
 *
 * <p>All instances together exceed a limit by what arrives between two synchronizations, which are {@code synchronizeEvery} apart at
 * the most; one begins at once when a twentieth of a limit is pending.
 */
final class RateLimitSynchronizer implements SmartLifecycle {

    private static final Logger LOGGER = LoggerFactory.getLogger(RateLimitSynchronizer.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration RETRY_AFTER = Duration.ofMillis(500);
    private static final String PREFIX = "sei:rate-limit:";

    private final TokenBuckets buckets;
    private final RateLimitProperties properties;
    private final Supplier<AsyncProxyManager<String>> redis;
    private final Semaphore due = new Semaphore(0);
    private volatile boolean running;
    private volatile boolean reachable = true;

    /** @param redis connects when it is first asked; fails while Redis cannot be reached */
    RateLimitSynchronizer(
            TokenBuckets buckets, RateLimitProperties properties, Supplier<AsyncProxyManager<String>> redis) {
        this.buckets = buckets;
        this.properties = properties;
        this.redis = redis;
        buckets.onMuchPending(this::synchronizeSoon);
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("rate-limit-synchronizer").start(this::synchronizeUntilStopped);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Whether the limits are shared just now. */
    boolean isReachable() {
        return reachable;
    }

    private void synchronizeSoon() {
        if (due.availablePermits() == 0) {
            due.release();
        }
    }

    private void synchronizeUntilStopped() {
        while (running) {
            try {
                due.tryAcquire(properties.synchronizeEvery().toNanos(), TimeUnit.NANOSECONDS);
                due.drainPermits();
                reportPending();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void reportPending() throws InterruptedException {
        List<PendingUsage> usages = new ArrayList<>();
        buckets.forEachPending((subject, bucket) -> {
            long tokens = bucket.drainPending();
            if (tokens > 0) {
                usages.add(new PendingUsage(subject, bucket, tokens));
            } else {
                // More was refunded than used since: it is set against the next usage.
                bucket.restorePending(tokens);
            }
        });
        if (usages.isEmpty()) {
            return;
        }
        try {
            AsyncProxyManager<String> manager = redis.get();
            List<? extends CompletableFuture<?>> reports =
                    usages.stream().map(usage -> report(manager, usage)).toList();
            CompletableFuture.allOf(reports.toArray(CompletableFuture[]::new))
                    .get(TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
            noteReachable(true, null);
        } catch (ExecutionException | TimeoutException | RuntimeException failure) {
            usages.stream()
                    .filter(usage -> !usage.reported)
                    .forEach(usage -> usage.bucket.restorePending(usage.tokens));
            noteReachable(false, failure);
            TimeUnit.NANOSECONDS.sleep(RETRY_AFTER.toNanos());
        }
    }

    private CompletableFuture<?> report(AsyncProxyManager<String> manager, PendingUsage usage) {
        Subject subject = usage.subject;
        AsyncBucketProxy shared = manager.builder()
                .build(
                        PREFIX + subject.policy() + ":" + subject.id(),
                        () -> CompletableFuture.completedFuture(usage.bucket.configuration()));
        return shared.consumeIgnoringRateLimits(usage.tokens)
                .thenCompose(penalty -> {
                    usage.reported = true;
                    return shared.getAvailableTokens();
                })
                .thenCompose(available -> {
                    long tooMany = usage.bucket.synchronizeWith(available);
                    return tooMany == 0
                            ? CompletableFuture.completedFuture(0L)
                            : shared.consumeIgnoringRateLimits(tooMany);
                });
    }

    private void noteReachable(boolean now, @Nullable Exception failure) {
        if (now != reachable) {
            reachable = now;
            if (now) {
                LOGGER.info("Rate limits are shared again");
            } else {
                LOGGER.warn(
                        "Rate limits are not shared: each instance goes by its own count until Redis is back", failure);
            }
        }
    }

    /** Usage of a subject that the shared bucket does not know yet. */
    private static final class PendingUsage {

        private final Subject subject;
        private final TokenBucket bucket;
        private final long tokens;
        private volatile boolean reported;

        private PendingUsage(Subject subject, TokenBucket bucket, long tokens) {
            this.subject = subject;
            this.bucket = bucket;
            this.tokens = tokens;
        }
    }
}
