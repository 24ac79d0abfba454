package org.seiplatform.platform.ratelimit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The local token bucket of one caller. It alone decides about requests; its usage is reported to the other instances afterwards, so
 * that no request waits for them.
 */
final class TokenBucket {

    private static final double NOTICEABLE = 0.05;

    private final Limit limit;
    private final Bucket bucket;
    private final AtomicLong pending = new AtomicLong();

    TokenBucket(Limit limit) {
        this.limit = limit;
        this.bucket = Bucket.builder()
                .addLimit(limit.configuration().getBandwidths()[0])
                .build();
    }

    /** Takes tokens if there are enough. */
    ConsumptionProbe take(long tokens) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(tokens);
        if (probe.isConsumed()) {
            pending.addAndGet(tokens);
        }
        return probe;
    }

    /** Returns the tokens of a request that was rejected for another reason. */
    void refund(long tokens) {
        bucket.addTokens(tokens);
        pending.addAndGet(-tokens);
    }

    /** The usage since the last call. */
    long drainPending() {
        return pending.getAndSet(0);
    }

    /** Takes back {@link #drainPending()} because it could not be reported. */
    void restorePending(long tokens) {
        pending.addAndGet(tokens);
    }

    boolean isSynchronized() {
        return pending.get() == 0;
    }

    /** Whether enough usage is pending that it should be reported now. */
    boolean hasMuchPending() {
        return pending.get() >= limit.requests() * NOTICEABLE;
    }

    /**
     * Adopts the number of tokens in the shared bucket where it is lower, because others have used some.
     *
     * @return by how many tokens the shared bucket is too full because Redis has lost its data; 0 unless it has
     */
    long synchronizeWith(long shared) {
        long mine = bucket.getAvailableTokens() + pending.get();
        if (mine > shared) {
            bucket.consumeIgnoringRateLimits(mine - shared);
        }
        return shared - mine > limit.requests() * NOTICEABLE ? shared - mine : 0;
    }

    BucketConfiguration configuration() {
        return limit.configuration();
    }

    Limit limit() {
        return limit;
    }
}
