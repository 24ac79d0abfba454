package org.seiplatform.fact;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.seiplatform.fact.EventIngest.Source;
import org.seiplatform.fact.IngestPreparation.Needs;
import org.seiplatform.fact.IngestTransaction.Sent;
import org.seiplatform.platform.persistence.StatementLimits;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;
import org.seiplatform.platform.resilience.Batching;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes small requests in, many callers' in one transaction: those of an organization that come at the same moment. Each has its own
 * counts, and one that fails does not make others fail. One whose repository another transaction is changing does not hold up the
 * others either: it waits for that, together with those that wait for the same.
 */
@Service
public class SharedIngest {

    private static final int MOST_EVENTS = 500;
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final EventIngest ingest;
    private final IngestPreparation preparation;
    private final TransactionTemplate transaction;
    private final IngestLockStore locks;
    private final IngestTransaction facts;
    private final IngestProperties properties;
    private final IngestMetrics metrics;
    private final Semaphore transactions;
    private final Semaphore waitingTransactions;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Cache<UUID, Batching<Request, Optional<IngestResult>>> free =
            Caffeine.newBuilder().expireAfterAccess(IDLE).build();
    private final Cache<Held, Batching<Request, IngestResult>> held =
            Caffeine.newBuilder().expireAfterAccess(IDLE).build();

    SharedIngest(
            EventIngest ingest,
            IngestPreparation preparation,
            TransactionTemplate transaction,
            IngestLockStore locks,
            IngestTransaction facts,
            IngestProperties properties,
            IngestMetrics metrics,
            MeterRegistry meters) {
        this.ingest = ingest;
        this.preparation = preparation;
        this.transaction = transaction;
        this.locks = locks;
        this.facts = facts;
        this.properties = properties;
        this.metrics = metrics;
        this.transactions = new Semaphore(properties.maxSharedTransactions(), true);
        this.waitingTransactions = new Semaphore(Math.ceilDiv(properties.maxSharedTransactions(), 2), true);
        Gauge.builder("sei.ingest.waiting", waiting, AtomicInteger::get)
                .description("Small requests that are being stored or wait for it")
                .register(meters);
    }

    /**
     * As {@link EventIngest#ingest(UUID, Source, Iterable)}, of the API.
     *
     * @param events few and small ones
     * @throws ProblemException {@code overloaded} where too many wait already
     */
    public IngestResult ingest(UUID organizationId, List<Event> events) {
        Optional<ChangedPlace> place = ChangedPlace.ofAll(events);
        if (place.isEmpty()) {
            return ingest.ingest(organizationId, Source.API, events);
        }
        Request request = new Request(place.get(), events);
        try {
            if (waiting.incrementAndGet() > properties.maxWaiting()) {
                throw new ProblemException(ProblemType.OVERLOADED, "There is more to store than can be just now.");
            }
            return free(organizationId)
                    .ask(request, properties.lockTimeout())
                    .orElseGet(() -> held(organizationId, request.place).ask(request, properties.lockTimeout()));
        } finally {
            waiting.decrementAndGet();
        }
    }

    private Batching<Request, Optional<IngestResult>> free(UUID organizationId) {
        return free.get(
                organizationId,
                id -> new Batching<>(
                        "shared-ingest",
                        MOST_EVENTS,
                        Request::size,
                        requests -> storing(transactions, () -> storeFree(organizationId, requests))));
    }

    private Batching<Request, IngestResult> held(UUID organizationId, ChangedPlace place) {
        return held.get(
                new Held(organizationId, place),
                key -> new Batching<>(
                        "shared-ingest",
                        MOST_EVENTS,
                        Request::size,
                        requests -> storing(waitingTransactions, () -> storeHeld(organizationId, requests))));
    }

    private static <T> T storing(Semaphore transactions, Supplier<T> work) {
        transactions.acquireUninterruptibly();
        try {
            return StatementLimits.ofSharedWrites(() -> Attempts.at(work));
        } finally {
            transactions.release();
        }
    }

    /** Stores what is of places that nobody else changes; nothing becomes of the others. */
    private List<Optional<IngestResult>> storeFree(UUID organizationId, List<Request> requests) {
        preparation.prepare(organizationId, events(requests));
        Set<ChangedPlace> locked = new HashSet<>();
        List<IngestTally> tallies = tallies(requests);
        transaction.executeWithoutResult(status -> {
            locked.addAll(locks.tryLock(organizationId, places(requests), properties.lockTimeout()));
            store(organizationId, requests, tallies, locked);
        });
        List<Optional<IngestResult>> results = new ArrayList<>();
        for (int index = 0; index < requests.size(); index++) {
            results.add(
                    locked.contains(requests.get(index).place)
                            ? Optional.of(counted(tallies.get(index)))
                            : Optional.empty());
        }
        return results;
    }

    /** Stores what is of one place as soon as others have done with it. */
    private List<IngestResult> storeHeld(UUID organizationId, List<Request> requests) {
        Needs needs = preparation.prepare(organizationId, events(requests));
        List<IngestTally> tallies = tallies(requests);
        transaction.executeWithoutResult(status -> {
            locks.lock(organizationId, needs.changed(), needs.ofOrganization(), properties.lockTimeout());
            store(organizationId, requests, tallies, places(requests));
        });
        return tallies.stream().map(this::counted).toList();
    }

    private void store(
            UUID organizationId, List<Request> requests, List<IngestTally> tallies, Set<ChangedPlace> places) {
        List<Sent> sent = new ArrayList<>();
        for (int index = 0; index < requests.size(); index++) {
            if (places.contains(requests.get(index).place)) {
                IngestTally tally = tallies.get(index);
                requests.get(index).events.forEach(event -> sent.add(new Sent(event, tally)));
            }
        }
        if (!sent.isEmpty()) {
            facts.store(
                    organizationId,
                    sent.stream()
                            .flatMap(one -> one.event().namedRepositories().stream())
                            .collect(Collectors.toSet()),
                    sent);
        }
    }

    private IngestResult counted(IngestTally tally) {
        metrics.stored(Source.API, tally);
        return tally.total();
    }

    private static List<IngestTally> tallies(List<Request> requests) {
        return requests.stream().map(request -> new IngestTally()).toList();
    }

    private static List<Event> events(List<Request> requests) {
        return requests.stream()
                .map(Request::events)
                .flatMap(Collection::stream)
                .toList();
    }

    private static Set<ChangedPlace> places(List<Request> requests) {
        return requests.stream().map(Request::place).collect(Collectors.toSet());
    }

    private record Request(ChangedPlace place, List<Event> events) {

        private int size() {
            return events.size();
        }
    }

    private record Held(UUID organizationId, ChangedPlace place) {}
}
