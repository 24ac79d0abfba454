package org.seiplatform.developer.privacy;

import java.time.Duration;

/** How long somebody waits for a work that may be interrupted anywhere. */
final class Patience {

    private final long start = System.nanoTime();
    private final long nanos;

    Patience(Duration duration) {
        this.nanos = duration.toNanos();
    }

    /** @throws AtItsEndException if they do not wait any longer */
    void check() {
        if (System.nanoTime() - start > nanos) {
            throw new AtItsEndException();
        }
    }

    /** The work goes on later. */
    static final class AtItsEndException extends RuntimeException {

        private static final long serialVersionUID = 1;

        AtItsEndException() {
            super("It takes longer", null, false, false);
        }
    }
}
