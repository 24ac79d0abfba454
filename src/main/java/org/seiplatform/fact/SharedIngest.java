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
import java.util.stream.Collectors;
import org.seiplatform.fact.EventIngest.Source;
import org.seiplatform.fact.IngestTransaction.Sent;
import org.seiplatform.platform.persistence.StatementLimits;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;
import org.seiplatform.platform.resilience.Batching;
import org.seiplatform.platform.resilience.Waiting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes small requests in, many callers' in one transaction: those of an organization that come at the same moment. Each has its own
 * counts. One that fails, or whose repository somebody else is changing, leaves the others and is stored by itself.
 */
@Service
public class SharedIngest {

    private static final Logger log = LoggerFactory.getLogger(SharedIngest.class);
    private static final int MOST_EVENTS = 500;
    private static final Duration IDLE = Duration.ofMinutes(1);

    /** Other writers are most often as quick. */
    private static final int ATTEMPTS = 3;

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(50);

    private final EventIngest ingest;
    private final IngestPreparation preparation;
    private final TransactionTemplate transaction;
    private final IngestLockStore locks;
    private final IngestTransaction facts;
    private final IngestProperties properties;
    private final IngestMetrics metrics;
    private final Semaphore transactions;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Cache<UUID, Line> lines =
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
        Gauge.builder("sei.ingest.waiting", waiting, AtomicInteger::get)
                .description("Small requests that share transactions or wait for one")
                .register(meters);
    }

    /**
     * As {@link EventIngest#ingest(UUID, Source, Iterable)}, of the API.
     *
     * @param events few and small ones
     * @throws ProblemException {@code overloaded} where too many of the organization wait already
     */
    public IngestResult ingest(UUID organizationId, List<Event> events) {
        return ChangedPlace.ofAll(events)
                .flatMap(place -> share(organizationId, new Request(place, events)))
                .orElseGet(() -> ingest.ingest(organizationId, Source.API, events));
    }

    /** Nothing is stored where nothing is returned. */
    private Optional<IngestResult> share(UUID organizationId, Request request) {
        Line line = lines.get(organizationId, this::line);
        waiting.incrementAndGet();
        try {
            if (line.waiting.incrementAndGet() > properties.maxWaiting()) {
                throw new ProblemException(ProblemType.OVERLOADED, "There is more to store than can be just now.");
            }
            return Waiting.during(() -> share(line, request));
        } finally {
            line.waiting.decrementAndGet();
            waiting.decrementAndGet();
        }
    }

    private Optional<IngestResult> share(Line line, Request request) {
        try {
            for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
                Optional<IngestResult> result = line.batching.ask(request, properties.lockTimeout());
                if (result.isPresent()) {
                    return result;
                }
                Thread.sleep(BETWEEN_ATTEMPTS);
            }
            return line.batching.ask(request, properties.lockTimeout());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } catch (ProblemException problem) {
            throw problem;
        } catch (RuntimeException failure) {
            log.debug("A request is stored by itself", failure);
            return Optional.empty();
        }
    }

    private Line line(UUID organizationId) {
        return new Line(
                new Batching<>(
                        "shared-ingest", MOST_EVENTS, Request::size, requests -> store(organizationId, requests)),
                new AtomicInteger());
    }

    private List<Optional<IngestResult>> store(UUID organizationId, List<Request> requests) {
        transactions.acquireUninterruptibly();
        try {
            return StatementLimits.ofSharedWrites(() -> Attempts.at(() -> storeFree(organizationId, requests)));
        } finally {
            transactions.release();
        }
    }

    /** Stores what is of places that nobody else changes; nothing becomes of the others. */
    private List<Optional<IngestResult>> storeFree(UUID organizationId, List<Request> requests) {
        preparation.prepare(
                organizationId,
                requests.stream()
                        .map(Request::events)
                        .flatMap(Collection::stream)
                        .toList());
        Set<ChangedPlace> free = new HashSet<>();
        List<IngestTally> tallies =
                requests.stream().map(request -> new IngestTally()).toList();
        transaction.executeWithoutResult(status -> {
            free.addAll(locks.tryLock(
                    organizationId, requests.stream().map(Request::place).collect(Collectors.toSet())));
            List<Sent> sent = new ArrayList<>();
            for (int index = 0; index < requests.size(); index++) {
                if (free.contains(requests.get(index).place)) {
                    IngestTally tally = tallies.get(index);
                    requests.get(index).events.forEach(event -> sent.add(new Sent(event, tally)));
                }
            }
            if (!sent.isEmpty()) {
                facts.store(organizationId, named(sent), sent);
            }
        });
        List<Optional<IngestResult>> results = new ArrayList<>();
        for (int index = 0; index < requests.size(); index++) {
            results.add(
                    free.contains(requests.get(index).place)
                            ? Optional.of(counted(tallies.get(index)))
                            : Optional.empty());
        }
        return results;
    }

    private static Set<UUID> named(List<Sent> sent) {
        return sent.stream()
                .flatMap(one -> one.event().namedRepositories().stream())
                .collect(Collectors.toSet());
    }

    private IngestResult counted(IngestTally tally) {
        metrics.stored(Source.API, tally);
        return tally.total();
    }

    private record Request(ChangedPlace place, List<Event> events) {

        private int size() {
            return events.size();
        }
    }

    /** The requests of one organization. */
    private record Line(Batching<Request, Optional<IngestResult>> batching, AtomicInteger waiting) {}
}
