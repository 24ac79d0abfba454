package org.seiplatform.platform.overload;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.seiplatform.platform.resilience.Waiting;

/**
 * Limits how many requests are worked on at once. A request without a permit waits in a queue, first come first served, unless it
 * can be seen from the length of the queue that it would wait too long: then it is turned away at once, before it costs anything.
 */
final class ConcurrencyLimiter implements Waiting.Permit {

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
        try {
            Duration longest = wouldWaitTooLong() ? Duration.ZERO : maxWait;
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

    private boolean wouldWaitTooLong() {
        int before = permits.getQueueLength();
        return before >= maxWaiting || limit.expectedWait(before + 1).compareTo(maxWait) > 0;
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
