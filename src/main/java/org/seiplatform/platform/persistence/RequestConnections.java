package org.seiplatform.platform.persistence;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;

/**
 * Limits how many pooled connections requests may hold, so that requests which wait for a lock leave some to what all requests depend
 * on, such as data versions. A request that would wait too long is rejected; at once, if no connection was released recently.
 */
final class RequestConnections {

    private static final long STUCK = Duration.ofMillis(500).toNanos();

    private final Semaphore permits;
    private final DatabaseProperties properties;
    private final Counter shed;
    private final LongSupplier nanos;
    private volatile long movedAt;

    RequestConnections(DatabaseProperties properties, MeterRegistry meters) {
        this(properties, meters, System::nanoTime);
    }

    /** @param nanos the time that passes, of {@link System#nanoTime()} outside of tests */
    RequestConnections(DatabaseProperties properties, MeterRegistry meters, LongSupplier nanos) {
        this.nanos = nanos;
        this.movedAt = nanos.getAsLong();
        int size = properties.requestConnections();
        permits = new Semaphore(size, true);
        this.properties = properties;
        shed = meters.counter("sei.overload.shed");
        Gauge.builder("sei.overload.concurrent", permits, free -> size - free.availablePermits())
                .description("Requests being worked on")
                .tag("kind", "connections")
                .register(meters);
        Gauge.builder("sei.overload.waiting", permits, Semaphore::getQueueLength)
                .description("Requests waiting to be worked on")
                .tag("kind", "connections")
                .register(meters);
    }

    /**
     * Takes a permit, to be returned by {@link #release()}.
     *
     * @throws SQLTransientConnectionException caused by a problem {@code overloaded}, if none is free for too long
     */
    void acquire(DatabaseUse use) throws SQLException {
        Duration maxWait = use == DatabaseUse.READ ? properties.requestWait() : properties.writeWait();
        // Waiting would only keep concurrency permits from requests that need no connection.
        long patience = isStuck() ? 0 : maxWait.toNanos();
        try {
            if (permits.tryAcquire(patience, TimeUnit.NANOSECONDS)) {
                movedAt = nanos.getAsLong();
                return;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        shed.increment();
        ProblemException overloaded = new ProblemException(
                ProblemType.OVERLOADED, "There is more to look up or to write than can be done just now.");
        throw new SQLTransientConnectionException(overloaded.detail(), overloaded);
    }

    private boolean isStuck() {
        return permits.availablePermits() == 0 && nanos.getAsLong() - movedAt > STUCK;
    }

    void release() {
        movedAt = nanos.getAsLong();
        permits.release();
    }
}
