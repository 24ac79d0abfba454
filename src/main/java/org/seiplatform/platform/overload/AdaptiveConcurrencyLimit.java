package org.seiplatform.platform.overload;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Adapts a concurrency limit to overload.
 *
 * <p>Concurrent requests share the processors, so that more of them only make each slower. By Little's law, a throughput of {@code t}
 * requests per second at a latency of {@code w} seconds takes {@code t * w} permits. While all permits have been in use for half a
 * second and the processors are busy, the limit is the measured throughput times the target latency; afterwards it grows again by one
 * every quarter of a second. Requests that wait for something else, such as a lock, do not use the processors and do not lower it.
 */
final class AdaptiveConcurrencyLimit {

    private static final long WINDOW = Duration.ofMillis(250).toNanos();
    private static final long LONGEST_WINDOW = 2 * WINDOW;
    private static final long SUSTAINED = Duration.ofMillis(500).toNanos();

    /** The share of the window for which permits were in use, from which on all of them count as in use. */
    private static final double SATURATED = 0.9;

    private static final double BUSY = 0.8;

    private final int min;
    private final int max;
    private final double targetLatency;
    private final DoubleSupplier processors;

    private volatile int limit;
    private volatile double nanosPerRequest;
    private int inFlight;
    private int completed;
    private int admitted;
    private long busyNanos;
    private long lastChange;
    private long windowStart;
    private long saturatedSince;
    private boolean saturated;

    /**
     * @param min lowest limit
     * @param max the limit without overload
     * @param targetLatency average time for which a request should hold its permit
     * @param processors recent load of the processors, from 0 to 1
     */
    AdaptiveConcurrencyLimit(int min, int max, Duration targetLatency, DoubleSupplier processors) {
        this.min = min;
        this.max = max;
        this.targetLatency = targetLatency.toNanos();
        this.processors = processors;
        this.limit = max;
    }

    int current() {
        return limit;
    }

    /** How long it takes until so many more requests have begun, as it went lately; none while permits are free. */
    Duration expectedWait(int requests) {
        return Duration.ofNanos(Math.round(requests * nanosPerRequest));
    }

    synchronized int inFlight() {
        return inFlight;
    }

    synchronized void started(long now) {
        admitted++;
        resumed(now);
    }

    /** A request has its permit again. */
    synchronized void resumed(long now) {
        advance(now);
        inFlight++;
    }

    /** A request returns its permit while it waits for something. */
    synchronized void paused(long now) {
        advance(now);
        inFlight--;
    }

    synchronized void completed(long now) {
        completed++;
        advance(now);
        inFlight--;
    }

    private void advance(long now) {
        if (lastChange == 0) {
            windowStart = now;
        } else {
            busyNanos += inFlight * (now - lastChange);
        }
        lastChange = now;
        if (now - windowStart >= WINDOW) {
            update(now);
            windowStart = now;
            busyNanos = 0;
            completed = 0;
            admitted = 0;
        }
    }

    private void update(long now) {
        long elapsed = now - windowStart;
        boolean inUse = busyNanos >= SATURATED * limit * elapsed;
        // A single window may be an exception, and after a standstill all goes on at once.
        nanosPerRequest =
                inUse ? (nanosPerRequest + (double) Math.min(elapsed, LONGEST_WINDOW) / Math.max(1, admitted)) / 2 : 0;
        if (!inUse || processors.getAsDouble() < BUSY) {
            saturated = false;
            limit = Math.min(max, limit + 1);
            return;
        }
        if (!saturated) {
            saturated = true;
            saturatedSince = windowStart;
        }
        if (now - saturatedSince >= SUSTAINED) {
            limit = Math.clamp(Math.round(completed * targetLatency / elapsed), min, max);
        }
    }
}
