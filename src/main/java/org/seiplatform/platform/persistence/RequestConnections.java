package org.seiplatform.platform.persistence;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;

/**
 * The connections that requests have. There are fewer than in the pool, so that requests which wait for a lock leave some to what all
 * requests depend on, such as the versions of what is kept. Who would wait for long for one is turned away; at once, if none of them
 * has been given back lately.
 */
final class RequestConnections {

    private static final long STUCK = Duration.ofMillis(500).toNanos();

    private final Semaphore places;
    private final DatabaseProperties properties;
    private final Counter shed;
    private volatile long movedAt = System.nanoTime();

    RequestConnections(DatabaseProperties properties, MeterRegistry meters) {
        int size = properties.requestConnections();
        places = new Semaphore(size, true);
        this.properties = properties;
        shed = meters.counter("sei.overload.shed");
        Gauge.builder("sei.overload.concurrent", places, free -> size - free.availablePermits())
                .description("Requests being worked on")
                .tag("kind", "connections")
                .register(meters);
        Gauge.builder("sei.overload.waiting", places, Semaphore::getQueueLength)
                .description("Requests waiting to be worked on")
                .tag("kind", "connections")
                .register(meters);
    }

    /**
     * Takes one; whoever gets it gives it back by {@link #leave()}.
     *
     * @throws SQLTransientConnectionException caused by a problem {@code overloaded}, if none is free for too long
     */
    void enter(DatabaseUse use) throws SQLException {
        Duration maxWait = use == DatabaseUse.READ ? properties.requestWait() : properties.writeWait();
        // If none comes back, to wait for one takes only the places of requests that need none.
        long patience = isStuck() ? 0 : maxWait.toNanos();
        try {
            if (places.tryAcquire(patience, TimeUnit.NANOSECONDS)) {
                movedAt = System.nanoTime();
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
        return places.availablePermits() == 0 && System.nanoTime() - movedAt > STUCK;
    }

    void leave() {
        movedAt = System.nanoTime();
        places.release();
    }
}
