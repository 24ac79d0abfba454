package org.seiplatform.organization;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.seiplatform.organization.PendingMatchStore.NamedRow;
import org.seiplatform.organization.PendingMatchStore.PendingMatch;
import org.seiplatform.platform.pattern.TextPatterns;
import org.seiplatform.platform.shutdown.Shutdown;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Matches the names that an organization has against its patterns again when these change. The change is noted in its own
 * transaction and carried out in short ones, a batch each and organizations in turn, because one may have a million names.
 */
@Component
class PatternMatching {

    private static final Logger LOGGER = LoggerFactory.getLogger(PatternMatching.class);

    private static final int BATCH = 2_000;
    private static final Duration LONGEST_BATCH = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    private final PendingMatchStore store;
    private final TextPatterns patterns;
    private final DataVersions versions;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Shutdown shutdown;

    PatternMatching(
            PendingMatchStore store,
            TextPatterns patterns,
            DataVersions versions,
            TransactionTemplate transaction,
            Clock clock,
            Shutdown shutdown) {
        this.store = store;
        this.patterns = patterns;
        this.versions = versions;
        this.transaction = transaction;
        this.clock = clock;
        this.shutdown = shutdown;
    }

    @EventListener
    void note(OrganizationSettingsChanged change) {
        for (MatchedColumn column : MatchedColumn.values()) {
            if (column.differs(change.before(), change.after())) {
                store.begin(change.organizationId(), column, clock.instant());
            }
        }
    }

    /** Matches what is pending of an organization, unless it is so much that a caller should not wait for it. */
    void matchAtOnce(UUID organizationId) {
        Instant end = clock.instant().plus(PATIENCE);
        while (clock.instant().isBefore(end) && matchNext(organizationId)) {
            // Each batch is a transaction of its own.
        }
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void workOff() {
        while (!shutdown.hasBegun() && matchNext(null)) {
            // Each batch is a transaction of its own.
        }
    }

    private boolean matchNext(@Nullable UUID organizationId) {
        AtomicReference<@Nullable PendingMatch> taken = new AtomicReference<>();
        try {
            transaction.executeWithoutResult(
                    status -> store.next(organizationId, clock.instant()).ifPresent(pending -> {
                        taken.set(pending);
                        matchBatch(pending);
                    }));
        } catch (RuntimeException failure) {
            PendingMatch failed = taken.get();
            if (failed == null) {
                throw failure;
            }
            LOGGER.error("Matching {} again failed, it is tried later", failed, failure);
            transaction.executeWithoutResult(status ->
                    store.advance(failed, failed.after(), clock.instant().plus(AFTER_FAILURE)));
        }
        return taken.get() != null;
    }

    private void matchBatch(PendingMatch pending) {
        Predicate<String> pattern = patterns.ofNames(store.pattern(pending));
        List<NamedRow> rows = store.rows(pending, BATCH);
        List<String> turned = new ArrayList<>();
        Instant end = clock.instant().plus(LONGEST_BATCH);
        int matched = 0;
        while (matched < rows.size() && (matched == 0 || clock.instant().isBefore(end))) {
            NamedRow row = rows.get(matched++);
            if (pattern.test(row.name()) != row.matches()) {
                turned.add(row.id());
            }
        }
        if (matched == rows.size() && matched < BATCH) {
            store.remove(pending);
        } else {
            store.advance(pending, rows.get(matched - 1).id(), clock.instant());
        }
        if (!turned.isEmpty()) {
            store.turn(pending.column(), turned);
            versions.bump(pending.organizationId());
        }
    }
}
