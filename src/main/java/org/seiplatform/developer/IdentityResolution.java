package org.seiplatform.developer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Works out what observed mean to the developers known so far: who is new, who turns out to be the same person, and what they
 * are called now. Whoever is seen under two identities is one developer, unless a person has put one of the identities elsewhere.
 */
final class IdentityResolution {

    /** Who survives a union: whoever a person has named, else the older one, whose id is smaller. */
    private static final Comparator<Known> SURVIVOR = Comparator.comparing(
                    (Known developer) -> !developer.name.setByHand())
            .thenComparing(developer -> developer.isNew)
            .thenComparing(developer -> developer.id.toString());

    private final Supplier<UUID> ids;
    private final Map<IdentityKey, Holding> holdings = new LinkedHashMap<>();
    private final Map<UUID, Known> developers = new LinkedHashMap<>();
    private final List<Union> unions = new ArrayList<>();
    private final Set<IdentityKey> bots = new LinkedHashSet<>();

    /**
     * Starts from what is known.
     *
     * @param identities all stored ones of those to be seen
     * @param ids makes ids for new developers, each greater than all before
     */
    IdentityResolution(Collection<KnownIdentity> identities, Supplier<UUID> ids) {
        this.ids = ids;
        for (KnownIdentity identity : identities) {
            developers.computeIfAbsent(
                    identity.developerId(),
                    id -> new Known(id, identity.developerName(), false, identity.developerErased()));
            holdings.put(
                    identity.key(),
                    new Holding(identity.developerId(), identity.assignedByHand(), identity.bot(), false));
        }
    }

    void see(ObservedIdentity observed) {
        List<Holding> held = observed.keys().stream()
                .map(holdings::get)
                .filter(Objects::nonNull)
                .toList();
        Known developer = held.isEmpty() ? create(observed) : unite(held);
        for (IdentityKey key : observed.keys()) {
            holdings.computeIfAbsent(key, unknown -> new Holding(developer.id, false, false, true));
        }
        if (observed.bot()) {
            bots.add(observed.keys().getFirst());
        }
        developer.isCalled(observed.displayName());
        if (observed.name() != null && !observed.name().isBlank()) {
            developer.names.add(observed.displayName().text());
        }
    }

    private Known create(ObservedIdentity observed) {
        Known developer = new Known(ids.get(), observed.displayName(), true, false);
        developers.put(developer.id, developer);
        return developer;
    }

    /** Makes one developer of those who hold the identities, as far as no person has decided otherwise. */
    private Known unite(List<Holding> held) {
        Set<UUID> decided = held.stream()
                .filter(holding -> holding.byHand)
                .map(holding -> holding.developerId)
                .collect(Collectors.toSet());
        if (decided.size() > 1) {
            return developer(held.getFirst().developerId);
        }
        List<Known> candidates = held.stream()
                .map(holding -> developer(holding.developerId))
                .distinct()
                .sorted(SURVIVOR)
                .toList();
        Known survivor = decided.isEmpty()
                ? candidates.getFirst()
                : developer(decided.iterator().next());
        candidates.stream().filter(other -> other != survivor).forEach(other -> unite(survivor, other));
        return survivor;
    }

    private void unite(Known survivor, Known other) {
        for (Holding holding : holdings.values()) {
            if (holding.developerId.equals(other.id) && !holding.byHand) {
                holding.developerId = survivor.id;
            }
        }
        if (!other.name.setByHand()) {
            survivor.isCalled(other.name);
        }
        survivor.names.addAll(other.names);
        if (other.isNew) {
            developers.remove(other.id);
        } else {
            unions.add(new Union(survivor.id, other.id));
        }
    }

    private Known developer(UUID id) {
        return Objects.requireNonNull(developers.get(id));
    }

    /** Whether everything is as it was. */
    boolean isEmpty() {
        return unions.isEmpty()
                && newIdentities().isEmpty()
                && renamed().isEmpty()
                && newBots().isEmpty();
    }

    /** Unions of stored developers, to be carried out in this order before anything is added. */
    List<Union> unions() {
        return List.copyOf(unions);
    }

    /** Developers to add, by id. */
    Map<UUID, DisplayName> newDevelopers() {
        return names(developer -> developer.isNew);
    }

    /** Stored developers with a newer name, or the same name as of a later time. */
    Map<UUID, DisplayName> renamed() {
        return names(developer -> !developer.isNew && !developer.name.equals(developer.storedName));
    }

    private Map<UUID, DisplayName> names(Predicate<Known> which) {
        return developers.values().stream()
                .filter(which)
                .collect(Collectors.toMap(developer -> developer.id, developer -> developer.name));
    }

    /** Identities to add, with the developer that each belongs to. */
    Map<IdentityKey, UUID> newIdentities() {
        Map<IdentityKey, UUID> added = new HashMap<>();
        holdings.forEach((key, holding) -> {
            if (holding.isNew) {
                added.put(key, holding.developerId);
            }
        });
        return added;
    }

    /** Identities of which nobody has said before that they are programs', the new ones among them. */
    List<IdentityKey> newBots() {
        return bots.stream()
                .filter(key -> !Objects.requireNonNull(holdings.get(key)).bot)
                .toList();
    }

    /** Names that developers were seen under, other than the one by which they are called now; not of those who are erased. */
    Map<UUID, Set<String>> otherNames() {
        Map<UUID, Set<String>> others = new HashMap<>();
        for (Known developer : developers.values()) {
            Set<String> names = new TreeSet<>(developer.names);
            names.remove(developer.name.text());
            if (!developer.erased && !names.isEmpty()) {
                others.put(developer.id, names);
            }
        }
        return others;
    }

    /** What was seen of developers who are erased: names, and identities that are new. */
    List<ErasedPersonObserved> erasedPeople(UUID organizationId) {
        Map<IdentityKey, UUID> added = newIdentities();
        return developers.values().stream()
                .filter(developer -> developer.erased)
                .map(developer -> new ErasedPersonObserved(
                        organizationId,
                        developer.id,
                        Set.copyOf(developer.names),
                        added.entrySet().stream()
                                .filter(entry -> entry.getValue().equals(developer.id))
                                .map(Map.Entry::getKey)
                                .toList()))
                .filter(observed ->
                        !observed.names().isEmpty() || !observed.keys().isEmpty())
                .toList();
    }

    /** A stored identity with its developer. */
    record KnownIdentity(
            IdentityKey key,
            UUID developerId,
            boolean assignedByHand,
            boolean bot,
            DisplayName developerName,
            boolean developerErased) {}

    /** Two stored developers who are the same person. */
    record Union(UUID survivor, UUID other) {}

    /** A developer as the plan goes on. */
    private static final class Known {

        private final UUID id;
        private final DisplayName storedName;
        private final boolean isNew;
        private final boolean erased;
        private final Set<String> names = new HashSet<>();
        private DisplayName name;

        private Known(UUID id, DisplayName name, boolean isNew, boolean erased) {
            this.id = id;
            this.erased = erased;
            this.storedName = name;
            this.isNew = isNew;
            this.name = name;
        }

        private void isCalled(DisplayName other) {
            name = name.latest(other);
        }
    }

    /** Who has an identity as the plan goes on. */
    private static final class Holding {

        private final boolean byHand;
        private final boolean bot;
        private final boolean isNew;
        private UUID developerId;

        private Holding(UUID developerId, boolean byHand, boolean bot, boolean isNew) {
            this.developerId = developerId;
            this.byHand = byHand;
            this.bot = bot;
            this.isNew = isNew;
        }
    }
}
