package org.seiplatform.maintenance;

import java.time.Duration;
import java.util.Optional;
import net.javacrumbs.shedlock.core.SimpleLock;

/** The right to do a work, for a time. An instance that dies has it until that is over; then another one takes it. */
class Lease implements AutoCloseable {

    private final Duration length;
    private Optional<SimpleLock> lock;

    Lease(Optional<SimpleLock> lock, Duration length) {
        this.lock = lock;
        this.length = length;
    }

    boolean isHeld() {
        return lock.isPresent();
    }

    /**
     * Begins the time anew.
     *
     * @return false if it was over already, and another instance may do the work
     */
    boolean prolong() {
        lock = lock.flatMap(held -> held.extend(length, Duration.ZERO));
        return isHeld();
    }

    /** Gives it back, if it is still held. */
    @Override
    public void close() {
        lock.ifPresent(SimpleLock::unlock);
    }
}
