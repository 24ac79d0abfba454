package org.seiplatform.fact;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.seiplatform.fact.IngestPreparation.Needs;
import org.seiplatform.fact.IngestTransaction.Sent;
import org.seiplatform.platform.problem.ProblemException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes events in: the way of everything that is sent, whether over the API, by webhook or read from a git repository.
 *
 * <p>All events of a call are stored or none. Statements that were taken in before, or that a later one has replaced, change
 * nothing. Once the call returns, every answer reflects the events.
 */
@Service
public class EventIngest {

    private final IngestPreparation preparation;
    private final TransactionTemplate transaction;
    private final IngestLockStore locks;
    private final IngestTransaction facts;
    private final IngestProperties properties;
    private final IngestMetrics metrics;

    EventIngest(
            IngestPreparation preparation,
            TransactionTemplate transaction,
            IngestLockStore locks,
            IngestTransaction facts,
            IngestProperties properties,
            IngestMetrics metrics) {
        this.preparation = preparation;
        this.transaction = transaction;
        this.locks = locks;
        this.facts = facts;
        this.properties = properties;
        this.metrics = metrics;
    }

    /** By which door events come. */
    public enum Source {
        API,
        WEBHOOK,
        IMPORT
    }

    /**
     * Stores events of one organization, in one transaction. It is best called outside of one: a transaction of the caller's
     * holds the locks of these events until it ends, and cannot be tried again.
     *
     * @param events valid ones; gone through twice or more, each time from the start, holding few of them at a time
     * @throws ProblemException where the organization does not have a repository that an event names
     * @throws ConcurrencyFailureException where another writer kept a repository locked for too long; nothing was stored
     */
    public IngestResult ingest(UUID organizationId, Source source, Iterable<? extends Event> events) {
        return ingest(organizationId, source, events, properties.lockTimeout());
    }

    /**
     * The same for a caller who cannot wait as long as others.
     *
     * @param lockTimeout how long to wait for another writer of the same repository
     */
    public IngestResult ingest(
            UUID organizationId, Source source, Iterable<? extends Event> events, Duration lockTimeout) {
        IngestTally stored = Attempts.at(() -> {
            Needs needs = preparation.prepare(organizationId, events);
            IngestTally tally = new IngestTally();
            transaction.executeWithoutResult(status -> {
                locks.lock(organizationId, needs.changed(), needs.ofOrganization(), lockTimeout);
                facts.store(organizationId, needs.named(), sent(events, tally));
            });
            return tally;
        });
        metrics.stored(source, stored);
        return stored.total();
    }

    private static Iterable<Sent> sent(Iterable<? extends Event> events, IngestTally tally) {
        return () -> StreamSupport.stream(events.spliterator(), false)
                .map(event -> new Sent(event, tally))
                .iterator();
    }
}
