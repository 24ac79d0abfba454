package org.seiplatform.developer;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.seiplatform.organization.DataVersions;
import org.seiplatform.platform.persistence.TimeOrderedIds;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The identities under which people appear in events. Facts keep the id of an identity, which never changes, and not of the
 * developer, so two developers become one without any fact being touched.
 */
@Service
public class Identities {

    private final IdentityStore store;
    private final SeenDeveloperStore developers;
    private final DeveloperNameStore names;
    private final TransactionTemplate transaction;
    private final DataVersions dataVersions;
    private final ApplicationEventPublisher events;
    private final TimeOrderedIds ids;
    private final Clock clock;

    Identities(
            IdentityStore store,
            SeenDeveloperStore developers,
            DeveloperNameStore names,
            TransactionTemplate transaction,
            DataVersions dataVersions,
            ApplicationEventPublisher events,
            TimeOrderedIds ids,
            Clock clock) {
        this.store = store;
        this.developers = developers;
        this.names = names;
        this.transaction = transaction;
        this.dataVersions = dataVersions;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /** The ids of these identities; those that do not exist are missing. */
    public Map<IdentityKey, UUID> find(UUID organizationId, Collection<IdentityKey> keys) {
        return keys.isEmpty() ? Map.of() : store.find(organizationId, keys);
    }

    /**
     * Makes everyone who was seen known: adds developers and identities, unites developers who turn out to be one person, and
     * brings names up to date. What results depends on what was seen, not on the order or number of observed.
     */
    public void observe(UUID organizationId, Collection<ObservedIdentity> observed) {
        List<ObservedIdentity> latest = latest(observed);
        if (latest.isEmpty()) {
            return;
        }
        IdentityResolution plan = plan(organizationId, latest);
        plan.erasedPeople(organizationId).forEach(events::publishEvent);
        if (plan.isEmpty() && names.know(plan.otherNames())) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            // Planned again: until the lock was there, others may have done the same.
            developers.lock(organizationId);
            carryOut(organizationId, plan(organizationId, latest));
        });
    }

    /**
     * Takes everyone who has a login on one host for who has it on another: it turned out to be the host that was meant. Those who were
     * erased stay erased there.
     */
    public void follow(UUID organizationId, LoginNamespace from, LoginNamespace to) {
        transaction.executeWithoutResult(status -> {
            developers.lock(organizationId);
            store.copyErased(organizationId, from, to, clock.instant());
            observe(
                    organizationId,
                    store.logins(organizationId, from).stream()
                            .map(login -> new ObservedIdentity(
                                    List.of(
                                            new IdentityKey(from.kind(), from.host(), login),
                                            new IdentityKey(to.kind(), to.host(), login)),
                                    null,
                                    Instant.EPOCH,
                                    false))
                            .toList());
        });
    }

    private IdentityResolution plan(UUID organizationId, List<ObservedIdentity> observed) {
        Set<IdentityKey> keys =
                observed.stream().flatMap(one -> one.keys().stream()).collect(Collectors.toSet());
        IdentityResolution plan = new IdentityResolution(store.findWithDevelopers(organizationId, keys), ids::next);
        observed.forEach(plan::see);
        return plan;
    }

    private void carryOut(UUID organizationId, IdentityResolution plan) {
        Instant now = clock.instant();
        plan.unions().forEach(union -> developers.unite(union, now));
        add(organizationId, plan, now);
        plan.unions().stream()
                .map(union -> new DevelopersMerged(organizationId, union.survivor()))
                .distinct()
                .forEach(events::publishEvent);
        if (!plan.newBots().isEmpty()) {
            store.markBots(organizationId, plan.newBots());
        }
        names.keep(plan.otherNames());
        boolean renamed = !plan.renamed().isEmpty() && developers.rename(plan.renamed(), now);
        if (renamed
                || !plan.unions().isEmpty()
                || !plan.newIdentities().isEmpty()
                || !plan.newBots().isEmpty()) {
            dataVersions.bump(organizationId);
        }
    }

    private void add(UUID organizationId, IdentityResolution plan, Instant now) {
        if (!plan.newDevelopers().isEmpty()) {
            developers.add(organizationId, plan.newDevelopers(), now);
        }
        Map<IdentityKey, UUID> identities = plan.newIdentities();
        if (!identities.isEmpty()) {
            List<UUID> identityIds =
                    Stream.generate(ids::next).limit(identities.size()).toList();
            if (store.addIdentities(organizationId, identities, identityIds, now) < identities.size()) {
                throw new ConcurrencyFailureException("A person added one of the identities at the same time");
            }
        }
    }

    /** A person who did a hundred things under one name is one observation, as of the last of them. */
    private static List<ObservedIdentity> latest(Collection<ObservedIdentity> observed) {
        Map<Appearance, Instant> latest = new LinkedHashMap<>();
        for (ObservedIdentity one : observed) {
            if (!one.keys().isEmpty()) {
                latest.merge(
                        new Appearance(one.keys(), one.name(), one.bot()),
                        one.asOf(),
                        (earlier, later) -> earlier.isAfter(later) ? earlier : later);
            }
        }
        return latest.entrySet().stream()
                .map(entry -> new ObservedIdentity(
                        entry.getKey().keys(),
                        entry.getKey().name(),
                        entry.getValue(),
                        entry.getKey().bot()))
                .toList();
    }

    private record Appearance(
            List<IdentityKey> keys, @Nullable String name, boolean bot) {}
}
