package org.seiplatform.fact;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.developer.Identities;
import org.seiplatform.developer.IdentityKey;
import org.seiplatform.developer.LoginNamespace;
import org.seiplatform.fact.Event.Person;

/** The identities of the people in some events. */
public final class People {

    private final KnownRepositories repositories;
    private final Map<IdentityKey, UUID> identities;
    private final Map<Named, List<IdentityKey>> keys = new HashMap<>();

    private People(KnownRepositories repositories, Map<IdentityKey, UUID> identities) {
        this.repositories = repositories;
        this.identities = identities;
    }

    /** Looks up the identities of everyone in these events. */
    static People in(
            Iterable<? extends Event> events,
            UUID organizationId,
            KnownRepositories repositories,
            Identities identities) {
        Set<IdentityKey> keys = new HashSet<>();
        events.forEach(
                event -> ObservedIdentities.in(event, repositories).forEach(observed -> keys.addAll(observed.keys())));
        return new People(repositories, identities.find(organizationId, keys));
    }

    /** The identity that a fact keeps of a person; null for a person without one. */
    @Nullable
    public UUID identity(UUID repositoryId, @Nullable Person person) {
        if (person == null) {
            return null;
        }
        return keys(repositoryId, person).stream()
                .map(identities::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** What stands for a person in a fingerprint. */
    @Nullable
    public String key(UUID repositoryId, @Nullable Person person) {
        if (person == null) {
            return null;
        }
        return keys(repositoryId, person).stream()
                .findFirst()
                .map(key -> key.kind().code() + ":" + key.host() + ":" + key.value())
                .orElse(null);
    }

    private List<IdentityKey> keys(UUID repositoryId, Person person) {
        return keys.computeIfAbsent(
                new Named(repositories.logins(repositoryId), person),
                named -> IdentityKey.of(named.logins(), person.email(), person.login()));
    }

    /** A person as the repositories of one host name them. */
    private record Named(@Nullable LoginNamespace logins, Person person) {}
}
