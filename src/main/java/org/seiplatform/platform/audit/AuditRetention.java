package org.seiplatform.platform.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.seiplatform.platform.audit.AuditStore.Removed;
import org.seiplatform.platform.audit.AuditTrail.Change;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Removes entries that have been kept long enough, and notes that it did. */
@Component
class AuditRetention {

    private static final Logger LOGGER = LoggerFactory.getLogger(AuditRetention.class);
    private static final int BATCH = 5000;

    private final AuditStore store;
    private final AuditHeads heads;
    private final AuditTrail trail;
    private final AuditProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AuditRetention(
            AuditStore store,
            AuditHeads heads,
            AuditTrail trail,
            AuditProperties properties,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.heads = heads;
        this.trail = trail;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 10, fixedDelay = 24 * 60, timeUnit = TimeUnit.MINUTES)
    void remove() {
        Instant cut = clock.instant().minus(properties.retention());
        long removed = 0;
        for (UUID chain : store.chainsBeginningBefore(cut)) {
            int batch;
            do {
                Integer count = transaction.execute(status -> removeBatch(chain, cut));
                batch = count == null ? 0 : count;
                removed += batch;
            } while (batch == BATCH);
        }
        if (removed > 0) {
            LOGGER.info("Removed {} audit entries that are older than {}", removed, properties.retention());
        }
    }

    private int removeBatch(UUID chain, Instant cut) {
        AuditHead head = heads.take(chain, false);
        List<Removed> removed = store.removeBeginning(chain, cut, BATCH);
        Optional<Removed> last = removed.stream().max(Comparator.comparing(Removed::position));
        if (last.isPresent()) {
            long until = last.get().position();
            heads.replace(head, head.removedUntil(until, last.get().hash()));
            trail.note(new Change(
                    head.isInstallation() ? null : chain,
                    "audit_events.removed",
                    "audit_events",
                    chain,
                    Map.of("first", head.removedUntil() + 1, "last", until),
                    null));
        }
        return removed.size();
    }
}
