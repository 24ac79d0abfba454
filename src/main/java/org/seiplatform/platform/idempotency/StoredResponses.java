package org.seiplatform.platform.idempotency;

import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Ends the keeping of answers. */
@Service
public class StoredResponses {

    private static final int BATCH = 1000;

    private final IdempotencyStore store;
    private final Clock clock;

    StoredResponses(IdempotencyStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Forgets what an organization was answered, such as about a person who is no more; that it was done stays known. */
    public void forget(UUID organizationId) {
        store.forgetAnswers(organizationId);
    }

    @Scheduled(initialDelay = 5, fixedDelay = 15, timeUnit = TimeUnit.MINUTES)
    void removeExpired() {
        int removed;
        do {
            removed = store.removeExpired(clock.instant(), BATCH);
        } while (removed == BATCH);
    }
}
