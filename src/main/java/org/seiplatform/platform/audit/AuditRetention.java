package org.seiplatform.platform.audit;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Removes entries that have been kept long enough. */
@Component
class AuditRetention {

    private static final Logger LOGGER = LoggerFactory.getLogger(AuditRetention.class);
    private static final int BATCH = 5000;

    private final AuditStore store;
    private final AuditProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AuditRetention(AuditStore store, AuditProperties properties, TransactionTemplate transaction, Clock clock) {
        this.store = store;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 10, fixedDelay = 24 * 60, timeUnit = TimeUnit.MINUTES)
    void remove() {
        long removed = 0;
        int batch;
        do {
            Integer count = transaction.execute(
                    status -> store.removeBefore(clock.instant().minus(properties.retention()), BATCH));
            batch = count == null ? 0 : count;
            removed += batch;
        } while (batch == BATCH);
        if (removed > 0) {
            LOGGER.info("Removed {} audit entries that are older than {}", removed, properties.retention());
        }
    }
}
