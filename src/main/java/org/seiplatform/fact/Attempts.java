package org.seiplatform.fact;

import java.sql.SQLException;
import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tries a transaction again that was in another one's way. */
final class Attempts {

    private static final int MOST = 5;

    private Attempts() {}

    /**
     * Makes the transaction, unless there is one already: then it is tried once, because that one cannot go on.
     *
     * @throws ConcurrencyFailureException if it fails each time
     */
    static <T> T at(Supplier<T> transaction) {
        boolean repeatable = !TransactionSynchronizationManager.isActualTransactionActive();
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (ConcurrencyFailureException failure) {
                if (!repeatable || attempt == MOST || !isTransient(failure)) {
                    throw failure;
                }
            }
        }
    }

    /** Deadlocks and serialization failures; waiting for a lock in vain would be in vain again. */
    private static boolean isTransient(ConcurrencyFailureException failure) {
        return failure.getMostSpecificCause() instanceof SQLException cause
                && cause.getSQLState() != null
                && cause.getSQLState().startsWith("40");
    }
}
