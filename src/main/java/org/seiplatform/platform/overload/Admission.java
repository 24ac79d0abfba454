package org.seiplatform.platform.overload;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A number of places; whoever finds none waits a little, in order, unless too many wait already. */
final class Admission {

    private final Semaphore places;
    private final int size;
    private final int maxWaiting;
    private final Duration maxWait;

    Admission(int size, int maxWaiting, Duration maxWait) {
        this.places = new Semaphore(size, true);
        this.size = size;
        this.maxWaiting = maxWaiting;
        this.maxWait = maxWait;
    }

    /** Takes a place; whoever gets one leaves it by {@link #leave()}. */
    boolean enter() {
        if (places.getQueueLength() >= maxWaiting) {
            return false;
        }
        try {
            return places.tryAcquire(maxWait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Takes a place again that was left for a while, however long it takes: what was begun is ended. */
    void enterAgain() {
        places.acquireUninterruptibly();
    }

    void leave() {
        places.release();
    }

    int taken() {
        return size - places.availablePermits();
    }

    int waiting() {
        return places.getQueueLength();
    }
}
