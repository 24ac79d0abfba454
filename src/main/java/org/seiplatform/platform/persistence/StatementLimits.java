package org.seiplatform.platform.persistence;

import java.util.function.Supplier;

/** Says how long statements may take and wait where the thread does not tell what they are for. Open transactions keep their limits. */
public final class StatementLimits {

    private static final ScopedValue<DatabaseUse> USE = ScopedValue.newInstance();

    private StatementLimits() {}

    /**
     * Applies the short limits of {@code sei.database.lookup} to frequent, quick reads, such as those of versions: a server that has
     * silently gone holds neither the thread nor the connection for as long as a report may take.
     */
    public static <T> T ofLookups(Supplier<T> reading) {
        return ScopedValue.where(USE, DatabaseUse.LOOKUP).call(reading::get);
    }

    /** Applies those of writing requests to what is done for several of them at once, on none of their threads. */
    public static <T> T ofSharedWrites(Supplier<T> writing) {
        return ScopedValue.where(USE, DatabaseUse.SHARED_WRITE).call(writing::get);
    }

    static DatabaseUse or(Supplier<DatabaseUse> other) {
        return USE.isBound() ? USE.get() : other.get();
    }
}
