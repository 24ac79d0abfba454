package org.seiplatform.platform.persistence;

import java.util.function.Supplier;

/**
 * Marks what is read again and again in no time, such as a version: it is given up soon, so that a server that has silently gone
 * holds neither the thread nor the connection for as long as a report may take.
 */
public final class BriefReading {

    private static final ScopedValue<Boolean> MARK = ScopedValue.newInstance();

    private BriefReading() {}

    /** Reads within {@code sei.database.brief}; transactions that have begun already keep their limits. */
    public static <T> T of(Supplier<T> reading) {
        return ScopedValue.where(MARK, true).call(reading::get);
    }

    static boolean isUnderWay() {
        return MARK.isBound();
    }
}
