package org.seiplatform.platform.overload;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.seiplatform.platform.resilience.Waiting;

/**
 * Places to be worked on at; whoever finds none waits a little, in order, unless too many wait already. When more is asked for a while
 * than can be done, there are fewer places and nobody waits for long, so that those who get one are answered about as soon as usual.
 */
final class Admission implements Waiting.Place {

    /** Of the time that somebody may wait, what is left while there is too much to do: a queue that stands helps nobody. */
    private static final int SHORTER = 5;

    private final Places places;
    private final Crowding crowding;
    private final LongSupplier nanos;
    private final int maxWaiting;
    private final Duration maxWait;
    private int size;

    /**
     * @param nanos as {@link System#nanoTime()}
     */
    Admission(Crowding crowding, int maxWaiting, Duration maxWait, LongSupplier nanos) {
        this.crowding = crowding;
        this.size = crowding.size();
        this.places = new Places(size);
        this.nanos = nanos;
        this.maxWaiting = maxWaiting;
        this.maxWait = maxWait;
    }

    /** Places whose number never changes. */
    static Admission of(int size, int maxWaiting, Duration maxWait) {
        return new Admission(new Crowding(size, size, Duration.ZERO, () -> 0), maxWaiting, maxWait, System::nanoTime);
    }

    /** Takes a place; whoever gets one leaves it by {@link #leave()}. */
    boolean enter() {
        if (places.getQueueLength() >= maxWaiting) {
            return false;
        }
        try {
            Duration patience = crowding.lasts() ? maxWait.dividedBy(SHORTER) : maxWait;
            if (!places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return false;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
        crowding.entered(nanos.getAsLong());
        resize();
        return true;
    }

    /** What was begun is ended. */
    @Override
    public void enterAgain() {
        places.acquireUninterruptibly();
        crowding.entered(nanos.getAsLong());
    }

    @Override
    public void leaveForAWhile() {
        crowding.paused(nanos.getAsLong());
        places.release();
    }

    void leave() {
        crowding.left(nanos.getAsLong());
        resize();
        places.release();
    }

    private synchronized void resize() {
        int now = crowding.size();
        if (now > size) {
            places.release(now - size);
        } else if (now < size) {
            places.reducePermits(size - now);
        }
        size = now;
    }

    int size() {
        return crowding.size();
    }

    int taken() {
        return crowding.taken();
    }

    int waiting() {
        return places.getQueueLength();
    }

    private static final class Places extends Semaphore {

        private static final long serialVersionUID = 1;

        private Places(int size) {
            super(size, true);
        }

        /** Those that are taken already are not given out again. */
        @Override
        protected void reducePermits(int reduction) {
            super.reducePermits(reduction);
        }
    }
}
