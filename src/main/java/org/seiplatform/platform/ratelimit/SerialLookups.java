package org.seiplatform.platform.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.springframework.dao.DataAccessException;

/** Looks up the keys of each network one after another, so that guessing keys occupies one database connection at most. */
final class SerialLookups {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Predicate<String> valid;
    private final Cache<String, Semaphore> permits =
            Caffeine.newBuilder().weakValues().build();

    /** @param valid whether a key is valid; throws {@link DataAccessException} while the database is away */
    SerialLookups(Predicate<String> valid) {
        this.valid = valid;
    }

    /** False also where it cannot be known: authentication then says why. */
    boolean isWrong(String network, String key) {
        Semaphore permit = permits.get(network, name -> new Semaphore(1, true));
        try {
            if (!permit.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
        try {
            return !valid.test(key);
        } catch (DataAccessException unknown) {
            return false;
        } finally {
            permit.release();
        }
    }
}
