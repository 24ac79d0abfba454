package org.seiplatform.platform.ratelimit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One caller's tokens as this instance knows them. Requests are decided by it alone; what it gave out is settled with the other
 * instances afterwards, so that no request waits for them.
 */
final class TokenBucket {

    private static final double NOTICEABLE = 0.05;

    private final Limit limit;
    private final Bucket bucket;
    private final AtomicLong unsettled = new AtomicLong();

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
            unsettled.addAndGet(tokens);
        }
        return probe;
    }

    /** Gives tokens back that were taken for a request that was refused for another reason. */
    void giveBack(long tokens) {
        bucket.addTokens(tokens);
        unsettled.addAndGet(-tokens);
    }

    /** What was given out since the last call. */
    long drainUnsettled() {
        return unsettled.getAndSet(0);
    }

    /** Takes back {@link #drainUnsettled()} because it could not be settled. */
    void restoreUnsettled(long tokens) {
        unsettled.addAndGet(tokens);
    }

    boolean isSettled() {
        return unsettled.get() == 0;
    }

    /** Whether so much was given out unsettled that others should hear of it now. */
    boolean owesMuch() {
        return unsettled.get() >= limit.requests() * NOTICEABLE;
    }

    /**
     * Learns how many tokens there are when all instances are counted; where there are fewer than here, others have spent some.
     *
     * @return how many too many the shared bucket has because it has lost its memory; 0 unless it has
     */
    long learn(long shared) {
        long mine = bucket.getAvailableTokens() + unsettled.get();
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
