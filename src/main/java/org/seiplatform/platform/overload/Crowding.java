package org.seiplatform.platform.overload;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Says how many places there should be, from how long they are taken.
 *
 * <p>Requests that are worked on at once share the processors, so that more of them only means that each takes longer. By Little's
 * law the places that {@code t} requests a second need, if each is to have one for {@code w} seconds, are {@code t * w}. While all
 * places have been taken for half a second and the processors are busy, their number is led there by what was answered; afterwards
 * it grows again, one by one. Requests that wait for something, such as a lock, share nothing, and others must not wait with them.
 */
final class Crowding {

    private static final long WINDOW = Duration.ofMillis(250).toNanos();
    private static final long PATIENCE = Duration.ofMillis(500).toNanos();

    /** The share of all places' time that was taken, from which on they count as all taken. */
    private static final double ALL = 0.9;

    private static final double BUSY = 0.8;

    private final int smallest;
    private final int largest;
    private final double wanted;
    private final DoubleSupplier processors;

    private volatile int size;
    private volatile boolean lasts;
    private int taken;
    private int ended;
    private long takenNanos;
    private long seen;
    private long windowBegan;
    private long crowdedSince;
    private boolean crowded;

    /**
     * @param smallest number of places, whatever happens
     * @param largest number of places, where there are so many unless it is crowded
     * @param wanted how long a request should have its place, on average
     * @param processors how busy they have been lately, from 0 to 1
     */
    Crowding(int smallest, int largest, Duration wanted, DoubleSupplier processors) {
        this.smallest = smallest;
        this.largest = largest;
        this.wanted = wanted.toNanos();
        this.processors = processors;
        this.size = largest;
    }

    int size() {
        return size;
    }

    /** Whether all places have been taken for some time, and the processors busy. */
    boolean lasts() {
        return lasts;
    }

    synchronized int taken() {
        return taken;
    }

    synchronized void entered(long now) {
        pass(now);
        taken++;
    }

    /** Somebody left who comes again. */
    synchronized void paused(long now) {
        pass(now);
        taken--;
    }

    synchronized void left(long now) {
        pass(now);
        taken--;
        ended++;
    }

    private void pass(long now) {
        if (seen == 0) {
            windowBegan = now;
        } else {
            takenNanos += taken * (now - seen);
        }
        seen = now;
        if (now - windowBegan >= WINDOW) {
            judge(now);
            windowBegan = now;
            takenNanos = 0;
            ended = 0;
        }
    }

    private void judge(long now) {
        long elapsed = now - windowBegan;
        if (takenNanos < ALL * size * elapsed || processors.getAsDouble() < BUSY) {
            crowded = false;
            lasts = false;
            size = Math.min(largest, size + 1);
            return;
        }
        if (!crowded) {
            crowded = true;
            crowdedSince = windowBegan;
        }
        lasts = now - crowdedSince >= PATIENCE;
        if (lasts) {
            size = Math.clamp(Math.round(ended * wanted / elapsed), smallest, largest);
        }
    }
}
