package org.seiplatform.platform.overload;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.seiplatform.platform.resilience.Waiting;

/**
 * Limits how many requests are worked on at once. A request without a permit waits in a queue, first come first served, unless it
 * can be seen from those before it that it would be answered too late: then it is turned away at once, before it costs anything.
 */
final class ConcurrencyLimiter implements Waiting.Permit {

    private final Permits permits;
    private final AdaptiveConcurrencyLimit limit;
    private final LongSupplier nanos;
    private final int maxWaiting;
    private final Duration maxWait;
    private final boolean foresees;
    private final AtomicInteger newcomers = new AtomicInteger();
    private int size;

    /**
     * @param foresees whether who would be answered too late is turned away at once
     * @param nanos as {@link System#nanoTime()}
     */
    ConcurrencyLimiter(
            AdaptiveConcurrencyLimit limit, int maxWaiting, Duration maxWait, boolean foresees, LongSupplier nanos) {
        this.limit = limit;
        this.size = limit.current();
        this.permits = new Permits(size);
        this.nanos = nanos;
        this.maxWaiting = maxWaiting;
        this.maxWait = maxWait;
        this.foresees = foresees;
    }

    /** A limit that never changes, and for which everybody waits. */
    static ConcurrencyLimiter of(int size, int maxWaiting, Duration maxWait) {
        return new ConcurrencyLimiter(
                new AdaptiveConcurrencyLimit(size, size, Duration.ZERO, () -> 0),
                maxWaiting,
                maxWait,
                false,
                System::nanoTime);
    }

    /** Waits for a permit, to be returned by {@link #complete()}. */
    boolean tryAcquire() {
        try {
            Duration longest = wouldBeLate(newcomers.getAndIncrement()) ? Duration.ZERO : maxWait;
            if (!permits.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
                return false;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            newcomers.decrementAndGet();
        }
        limit.started(nanos.getAsLong());
        resize();
        return true;
    }

    /** Those in work count, too: by Little's law they say how long the request will be worked on itself. */
    private boolean wouldBeLate(int before) {
        return before >= maxWaiting
                || (foresees && limit.expectedWait(before + 1 + inFlight()).compareTo(maxWait) > 0);
    }

    /**
     * A request that has begun is finished, whatever the limit is by now: what it waited for is there, and others have waited less.
     */
    @Override
    public void reacquire() {
        permits.take();
        limit.resumed(nanos.getAsLong());
    }

    /** The same for a request that has all of its work before it. */
    void reacquireInTurn() {
        permits.acquireUninterruptibly();
        limit.resumed(nanos.getAsLong());
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

        /** One that may be missing for it: then others wait until there is one again. */
        private void take() {
            if (!tryAcquire()) {
                reducePermits(1);
            }
        }

        /** Permits in use are not withdrawn: there are fewer once they are returned. */
        @Override
        protected void reducePermits(int reduction) {
            super.reducePermits(reduction);
        }
    }
}
