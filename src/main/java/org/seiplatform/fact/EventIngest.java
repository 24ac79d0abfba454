package org.seiplatform.fact;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.seiplatform.developer.Identities;
import org.seiplatform.developer.privacy.ErasedPeople;
import org.seiplatform.developer.privacy.ErasedWords;
import org.seiplatform.fact.IngestPreparation.Needs;
import org.seiplatform.organization.DataVersions;
import org.seiplatform.platform.problem.ProblemException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes events in: the way of everything that is sent, whether over the API, by webhook or read from a git repository.
 *
 * <p>All events of a call are stored or none. Statements that were taken in before, or that a later one has replaced, change
 * nothing. Once the call returns, every answer reflects the events.
 */
@Service
public class EventIngest {

    private static final int BATCH_SIZE = 500;
    private static final int ATTEMPTS = 5;

    private final IngestPreparation preparation;
    private final TransactionTemplate transaction;
    private final IngestLockStore locks;
    private final RepositoryQueries repositories;
    private final Identities identities;
    private final ErasedPeople erasedPeople;
    private final FactTypes types;
    private final Derivation derivation;
    private final DataVersions dataVersions;
    private final IngestProperties properties;
    private final IngestMetrics metrics;

    EventIngest(
            IngestPreparation preparation,
            TransactionTemplate transaction,
            IngestLockStore locks,
            RepositoryQueries repositories,
            Identities identities,
            ErasedPeople erasedPeople,
            FactTypes types,
            Derivation derivation,
            DataVersions dataVersions,
            IngestProperties properties,
            IngestMetrics metrics) {
        this.preparation = preparation;
        this.transaction = transaction;
        this.locks = locks;
        this.repositories = repositories;
        this.identities = identities;
        this.erasedPeople = erasedPeople;
        this.types = types;
        this.derivation = derivation;
        this.dataVersions = dataVersions;
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
        boolean repeatable = !TransactionSynchronizationManager.isActualTransactionActive();
        for (int attempt = 1; ; attempt++) {
            try {
                Needs needs = preparation.prepare(organizationId, events);
                IngestTally tally = new IngestTally();
                transaction.executeWithoutResult(status -> store(organizationId, needs, events, lockTimeout, tally));
                metrics.stored(source, tally);
                return tally.total();
            } catch (ConcurrencyFailureException exception) {
                if (!repeatable || attempt == ATTEMPTS || !isTransient(exception)) {
                    throw exception;
                }
            }
        }
    }

    private void store(
            UUID organizationId,
            Needs needs,
            Iterable<? extends Event> events,
            Duration lockTimeout,
            IngestTally tally) {
        locks.lock(organizationId, needs.changed(), needs.ofOrganization(), lockTimeout);
        KnownRepositories known = repositories.find(organizationId, needs.named());
        known.require(needs.named());
        ErasedWords erased = erasedPeople.words(organizationId);
        Derivation.Changes changes = derivation.begin(organizationId);
        List<Event> batch = new ArrayList<>(BATCH_SIZE);
        for (Event event : events) {
            batch.add(erased.isEmpty() ? event : event.without(erased));
            if (batch.size() == BATCH_SIZE) {
                store(batch(organizationId, batch, known, changes), tally);
                batch.clear();
            }
        }
        store(batch(organizationId, batch, known, changes), tally);
        changes.derive();
        IngestResult result = tally.total();
        if (result.created() + result.updated() > 0) {
            // Last, because from here on other writers of the organization wait for this transaction.
            dataVersions.bump(organizationId);
        }
    }

    private void store(EventBatch batch, IngestTally tally) {
        batch.events().forEach(tally::see);
        types.all().forEach(type -> tally.add(type.kind(), type.store(batch)));
    }

    private EventBatch batch(
            UUID organizationId, List<Event> batch, KnownRepositories known, Derivation.Changes changes) {
        List<Event> events = List.copyOf(batch);
        return new EventBatch(
                organizationId, events, known, People.in(events, organizationId, known, identities), changes);
    }

    /** Deadlocks and serialization failures; waiting for a lock in vain would be in vain again. */
    private static boolean isTransient(ConcurrencyFailureException exception) {
        return exception.getMostSpecificCause() instanceof SQLException cause
                && cause.getSQLState() != null
                && cause.getSQLState().startsWith("40");
    }
}
