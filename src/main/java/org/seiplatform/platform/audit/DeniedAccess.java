package org.seiplatform.platform.audit;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.seiplatform.platform.audit.AuditEvent.Outcome;
import org.seiplatform.platform.observability.RequestId;
import org.seiplatform.platform.persistence.TimeOrderedIds;
import org.seiplatform.platform.security.AccessDenied;
import org.seiplatform.platform.security.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records denied requests asynchronously and in batches, so that a brute-force attack slows neither requests nor the database.
 * Overflow is counted, not stored.
 */
@Component
class DeniedAccess {

    private static final Logger LOGGER = LoggerFactory.getLogger(DeniedAccess.class);
    private static final int LONGEST_PATH = 500;
    private static final int AT_ONCE = 50;

    private final AuditTrail trail;
    private final TransactionTemplate transaction;
    private final TimeOrderedIds ids;
    private final Clock clock;
    private final BlockingQueue<AuditEntry> waiting;
    private final AtomicLong dropped = new AtomicLong();

    DeniedAccess(
            AuditTrail trail,
            TransactionTemplate transaction,
            TimeOrderedIds ids,
            Clock clock,
            AuditProperties properties) {
        this.trail = trail;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
        this.waiting = new ArrayBlockingQueue<>(properties.maxDeniedWaiting());
    }

    @EventListener
    void note(AccessDenied denial) {
        Caller caller = denial.caller();
        String path = denial.path();
        AuditEntry entry = new AuditEntry(
                ids.next(),
                caller == null ? null : caller.organizationId(),
                0,
                clock.instant(),
                Outcome.DENIED,
                caller == null ? "anonymous" : caller.subject(),
                caller == null ? null : caller.role().code(),
                denial.reason(),
                "endpoint",
                denial.method() + " " + path.substring(0, Math.min(path.length(), LONGEST_PATH)),
                null,
                null,
                RequestId.recorded(),
                denial.address());
        if (!waiting.offer(entry)) {
            dropped.incrementAndGet();
        }
    }

    @Scheduled(fixedDelay = 500, timeUnit = TimeUnit.MILLISECONDS)
    void write() {
        List<AuditEntry> entries = new ArrayList<>();
        waiting.drainTo(entries);
        long unwritten = dropped.getAndSet(0);
        if (unwritten > 0) {
            entries.add(beyond(unwritten));
        }
        if (entries.isEmpty()) {
            return;
        }
        // In the order of chains, so that instances do not wait for each other in a circle; few at once, so that nobody
        // waits for long.
        entries.sort(Comparator.comparing(AuditEntry::chain));
        for (int from = 0; from < entries.size(); from += AT_ONCE) {
            write(entries.subList(from, Math.min(entries.size(), from + AT_ONCE)));
        }
    }

    private void write(List<AuditEntry> entries) {
        try {
            transaction.executeWithoutResult(status -> entries.forEach(trail::append));
        } catch (DataAccessException | TransactionException failure) {
            LOGGER.warn("{} denied accesses could not be written down yet", entries.size(), failure);
            entries.stream().filter(entry -> !waiting.offer(entry)).forEach(entry -> dropped.incrementAndGet());
        }
    }

    /** Requests are answered until after the last time that recurs. */
    @PreDestroy
    void writeTheLast() {
        write();
    }

    private AuditEntry beyond(long count) {
        return new AuditEntry(
                ids.next(),
                null,
                0,
                clock.instant(),
                Outcome.DENIED,
                "system",
                null,
                "too_many",
                "endpoint",
                null,
                null,
                "{\"count\":" + count + "}",
                null,
                null);
    }
}
