package org.seiplatform.fact;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.seiplatform.developer.Identities;
import org.seiplatform.developer.privacy.ErasedPeople;
import org.seiplatform.developer.privacy.ErasedWords;
import org.seiplatform.fact.merge.Effect;
import org.seiplatform.organization.DataVersions;
import org.seiplatform.platform.problem.ProblemException;
import org.springframework.stereotype.Component;

/** What happens in a transaction that stores events, once it has the locks of the repositories that they change. */
@Component
class IngestTransaction {

    private static final int BATCH_SIZE = 500;

    private final RepositoryQueries repositories;
    private final Identities identities;
    private final ErasedPeople erasedPeople;
    private final FactTypes types;
    private final Derivation derivation;
    private final DataVersions dataVersions;

    IngestTransaction(
            RepositoryQueries repositories,
            Identities identities,
            ErasedPeople erasedPeople,
            FactTypes types,
            Derivation derivation,
            DataVersions dataVersions) {
        this.repositories = repositories;
        this.identities = identities;
        this.erasedPeople = erasedPeople;
        this.types = types;
        this.derivation = derivation;
        this.dataVersions = dataVersions;
    }

    /** An event, and the tally of the request that it came in. */
    record Sent(Event event, IngestTally tally) {}

    /**
     * Stores events, and derives what follows from them.
     *
     * @param named the repositories that the organization must have
     * @throws ProblemException where it does not have one of them
     */
    void store(UUID organizationId, Set<UUID> named, Iterable<Sent> events) {
        KnownRepositories known = repositories.keep(organizationId, named);
        known.require(named);
        ErasedWords erased = erasedPeople.words(organizationId);
        Derivation.Changes changes = derivation.begin(organizationId);
        List<Sent> batch = new ArrayList<>(BATCH_SIZE);
        boolean changed = false;
        for (Sent sent : events) {
            batch.add(erased.isEmpty() ? sent : new Sent(sent.event.without(erased), sent.tally));
            if (batch.size() == BATCH_SIZE) {
                changed |= store(organizationId, batch, known, changes);
                batch.clear();
            }
        }
        changed |= store(organizationId, batch, known, changes);
        changes.derive();
        if (changed) {
            // Last, because from here on other writers of the organization wait for this transaction.
            dataVersions.bump(organizationId);
        }
    }

    /** Tells whether anything changed. */
    private boolean store(UUID organizationId, List<Sent> sent, KnownRepositories known, Derivation.Changes changes) {
        List<Event> events = sent.stream().map(Sent::event).toList();
        EventBatch batch = new EventBatch(
                organizationId, events, known, People.in(events, organizationId, known, identities), changes);
        boolean changed = false;
        for (FactType type : types.all()) {
            List<Effect> effects = type.store(batch);
            changed |= effects.stream().anyMatch(effect -> effect != Effect.UNCHANGED);
            Iterator<Effect> next = effects.iterator();
            sent.stream()
                    .filter(one -> one.event.factKind() == type.kind())
                    .forEach(one -> one.tally.add(one.event, next.next()));
        }
        return changed;
    }
}
