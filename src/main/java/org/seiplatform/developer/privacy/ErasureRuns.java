package org.seiplatform.developer.privacy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.seiplatform.developer.privacy.Patience.AtItsEndException;
import org.seiplatform.platform.resilience.DependencyUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Finishes erasures: by whoever asked for one, as long as they wait, and in the background what is left. An erasure that was broken off
 * begins anew, which costs nothing but time: what is done is done.
 */
@Component
class ErasureRuns {

    private static final Logger log = LoggerFactory.getLogger(ErasureRuns.class);

    /** Longer than any takes, and no longer than an erasure may wait after an instance that was at it has died. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    /** How long those of an organization are gone on with at first; others wait for no longer. */
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private final ErasureRunStore store;
    private final TextErasure texts;
    private final Clock clock;

    /** How long those take that took too long: each begins anew, so the next turn must be longer. */
    private final Map<UUID, Duration> turns = new ConcurrentHashMap<>();

    ErasureRuns(ErasureRunStore store, TextErasure texts, Clock clock) {
        this.store = store;
        this.texts = texts;
        this.clock = clock;
    }

    /** Says, in the transaction in which somebody is erased, that texts may still speak of them. */
    void request(UUID organizationId, UUID developerId, Instant now) {
        store.request(organizationId, developerId, now);
    }

    Optional<ErasureProgress> progress(UUID organizationId, UUID developerId) {
        return store.find(organizationId, developerId);
    }

    @Scheduled(initialDelay = 2, fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
    void runWaiting() {
        store.waiting().forEach(this::takeTurn);
    }

    /** What goes wrong in one organization is no other's. */
    private void takeTurn(UUID organizationId) {
        try {
            run(organizationId, turns.getOrDefault(organizationId, SHORTEST));
        } catch (RuntimeException failure) {
            log.error("Erasures in organization {} failed and are tried again", organizationId, failure);
        }
    }

    /** Finishes the erasures of an organization, unless somebody else is at it or it takes longer. */
    void run(UUID organizationId, Duration atMost) {
        Instant began = clock.instant();
        List<UUID> erasures = store.claim(organizationId, atMost.plusMinutes(1));
        if (erasures.isEmpty()) {
            return;
        }
        try {
            if (texts.run(organizationId, new Patience(atMost))) {
                store.finish(erasures, began, clock.instant());
            }
            turns.remove(organizationId);
        } catch (AtItsEndException longer) {
            Duration twice = atMost.multipliedBy(2);
            turns.put(organizationId, Collections.max(List.of(SHORTEST, Collections.min(List.of(twice, LONGEST)))));
            log.info("Erasures in organization {} go on in the background", organizationId);
        } catch (DataAccessException | TransactionException | DependencyUnavailableException failure) {
            log.warn("Erasures in organization {} are tried again", organizationId, failure);
        } finally {
            store.release(erasures);
        }
    }
}
