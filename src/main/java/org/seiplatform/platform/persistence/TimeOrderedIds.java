package org.seiplatform.platform.persistence;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Makes identifiers that sort by the time of their making: UUIDs of version 7 (RFC 9562). Those of one process ascend strictly,
 * also within a millisecond and when the clock steps back.
 */
@Component
public class TimeOrderedIds {

    private static final int COUNTER_BITS = 12;
    private static final long VERSION = 7L << COUNTER_BITS;
    private static final long VARIANT = 0b10L << 62;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private long last;

    public TimeOrderedIds(Clock clock) {
        this.clock = clock;
    }

    /** A fresh identifier. */
    public UUID next() {
        long tick = nextTick();
        long counter = tick & ((1 << COUNTER_BITS) - 1);
        long high = (tick >>> COUNTER_BITS) << 16 | VERSION | counter;
        return new UUID(high, VARIANT | random.nextLong() >>> 2);
    }

    /** Milliseconds with a counter below them; a full counter borrows from the next millisecond. */
    private synchronized long nextTick() {
        last = Math.max(last + 1, clock.millis() << COUNTER_BITS);
        return last;
    }
}
