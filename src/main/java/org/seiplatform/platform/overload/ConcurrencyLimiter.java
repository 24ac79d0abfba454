package org.seiplatform.platform.overload;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.seiplatform.platform.resilience.Waiting;

/**
 * Limits how many requests are worked on at once. A request without a permit waits briefly in a queue of limited length, first come
 * first served. Under overload there are fewer permits and a shorter wait, so that admitted requests keep their usual latency.
 */
final class ConcurrencyLimiter implements Waiting.Permit {

    /** By what the longest wait is divided under overload: a standing queue only adds latency. */
    private static final int OVERLOAD_DIVISOR = 5;

    private final Permits permits;
    private final AdaptiveConcurrencyLimit limit;
    private final LongSupplier nanos;
    private final int maxWaiting;
    private final Duration maxWait;
    private int size;

    /**
     * @param nanos as {@link System#nanoTime()}
     */
    ConcurrencyLimiter(AdaptiveConcurrencyLimit limit, int maxWaiting, Duration maxWait, LongSupplier nanos) {
        this.limit = limit;
        this.size = limit.current();
        this.permits = new Permits(size);
        this.nanos = nanos;
        this.maxWaiting = maxWaiting;
        this.maxWait = maxWait;
    }

    /** A limit that never changes. */
    static ConcurrencyLimiter of(int size, int maxWaiting, Duration maxWait) {
        return new ConcurrencyLimiter(
                new AdaptiveConcurrencyLimit(size, size, Duration.ZERO, () -> 0),
                maxWaiting,
                maxWait,
                System::nanoTime);
    }

    /** Waits for a permit, to be returned by {@link #complete()}. */
    boolean tryAcquire() {
        if (permits.getQueueLength() >= maxWaiting) {
            return false;
        }
        try {
            Duration longest = limit.isOverloaded() ? maxWait.dividedBy(OVERLOAD_DIVISOR) : maxWait;
            if (!permits.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
                return false;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
        limit.started(nanos.getAsLong());
        resize();
        return true;
    }

    /** A request that has begun is finished, whatever the limit is by now. */
    @Override
    public void reacquire() {
        permits.acquireUninterruptibly();
        limit.started(nanos.getAsLong());
    }

    @Override
    public void release() {
        limit.paused(nanos.getAsLong());
        permits.release();
    }

    /** The request is over. */
    void complete() {
        limit.completed(nanos.getAsLong());
        resize();
        permits.release();
    }

    private synchronized void resize() {
        int now = limit.current();
        if (now > size) {
            permits.release(now - size);
        } else if (now < size) {
            permits.reducePermits(size - now);
        }
        size = now;
    }

    int limit() {
        return limit.current();
    }

    int inFlight() {
        return limit.inFlight();
    }

    int waiting() {
        return permits.getQueueLength();
    }

    private static final class Permits extends Semaphore {

        private static final long serialVersionUID = 1;

        private Permits(int size) {
            super(size, true);
        }

        /** Permits in use are not withdrawn: there are fewer once they are returned. */
        @Override
        protected void reducePermits(int reduction) {
            super.reducePermits(reduction);
        }
    }
}
