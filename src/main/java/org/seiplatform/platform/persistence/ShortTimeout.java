package org.seiplatform.platform.persistence;

import java.util.function.Supplier;

/**
 * Applies the short limits of {@code sei.database.lookup} to frequent, quick reads, such as those of versions: a server that has
 * silently gone holds neither the thread nor the connection for as long as a report may take.
 */
public final class ShortTimeout {

    private static final ScopedValue<Boolean> MARK = ScopedValue.newInstance();

    private ShortTimeout() {}

    /** Transactions that have begun already keep their limits. */
    public static <T> T apply(Supplier<T> reading) {
        return ScopedValue.where(MARK, true).call(reading::get);
    }

    static boolean isActive() {
        return MARK.isBound();
    }
}
