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
 * Tells the other instances, through buckets in Redis, what was spent here, and learns from the same buckets what they spent. It
 * runs beside the requests: they are decided by what is known here, and where Redis is gone each instance goes on by itself, with
 * the whole limit, and pays up when Redis is back.
 *
 * <p>What all instances give out beyond the limit is what arrives between two settlements, which are {@code settleEvery} apart at
 * the most, and begin at once when an instance owes a twentieth of a limit.
 */
final class Settlement implements SmartLifecycle {

    private static final Logger LOGGER = LoggerFactory.getLogger(Settlement.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration RETRY_AFTER = Duration.ofMillis(500);
    private static final String PREFIX = "sei:rate-limit:";

    private final TokenBuckets buckets;
    private final RateLimitProperties properties;
    private final Supplier<AsyncProxyManager<String>> redis;
    private final Semaphore due = new Semaphore(0);
    private volatile boolean running;
    private volatile boolean reachable = true;

    /** @param redis connects when it is first asked; fails while Redis cannot be reached */
    Settlement(TokenBuckets buckets, RateLimitProperties properties, Supplier<AsyncProxyManager<String>> redis) {
        this.buckets = buckets;
        this.properties = properties;
        this.redis = redis;
        buckets.onMuchOwed(this::hurry);
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("rate-limit-settlement").start(this::settleUntilStopped);
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

    private void hurry() {
        if (due.availablePermits() == 0) {
            due.release();
        }
    }

    private void settleUntilStopped() {
        while (running) {
            try {
                due.tryAcquire(properties.settleEvery().toNanos(), TimeUnit.NANOSECONDS);
                due.drainPermits();
                settle();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void settle() throws InterruptedException {
        List<Debt> debts = new ArrayList<>();
        buckets.forEachUnsettled((subject, bucket) -> {
            long tokens = bucket.drainUnsettled();
            if (tokens > 0) {
                debts.add(new Debt(subject, bucket, tokens));
            } else {
                // More came back than was given out since: it makes up for what is given out next.
                bucket.restoreUnsettled(tokens);
            }
        });
        if (debts.isEmpty()) {
            return;
        }
        try {
            AsyncProxyManager<String> manager = redis.get();
            List<? extends CompletableFuture<?>> payments =
                    debts.stream().map(debt -> pay(manager, debt)).toList();
            CompletableFuture.allOf(payments.toArray(CompletableFuture[]::new))
                    .get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
            noteReachable(true, null);
        } catch (ExecutionException | TimeoutException | RuntimeException failure) {
            debts.stream().filter(debt -> !debt.paid).forEach(debt -> debt.bucket.restoreUnsettled(debt.tokens));
            noteReachable(false, failure);
            TimeUnit.NANOSECONDS.sleep(RETRY_AFTER.toNanos());
        }
    }

    private CompletableFuture<?> pay(AsyncProxyManager<String> manager, Debt debt) {
        Subject subject = debt.subject;
        AsyncBucketProxy shared = manager.builder()
                .build(
                        PREFIX + subject.policy() + ":" + subject.id(),
                        () -> CompletableFuture.completedFuture(debt.bucket.configuration()));
        return shared.consumeIgnoringRateLimits(debt.tokens)
                .thenCompose(penalty -> {
                    debt.paid = true;
                    return shared.getAvailableTokens();
                })
                .thenCompose(available -> {
                    long tooMany = debt.bucket.learn(available);
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

    /** What this instance owes the shared bucket of a subject. */
    private static final class Debt {

        private final Subject subject;
        private final TokenBucket bucket;
        private final long tokens;
        private volatile boolean paid;

        private Debt(Subject subject, TokenBucket bucket, long tokens) {
            this.subject = subject;
            this.bucket = bucket;
            this.tokens = tokens;
        }
    }
}
