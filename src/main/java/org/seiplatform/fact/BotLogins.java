package org.seiplatform.fact;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.seiplatform.developer.Identities;
import org.seiplatform.developer.IdentityKey;
import org.seiplatform.developer.LoginNamespace;
import org.seiplatform.developer.ObservedIdentity;
import org.springframework.stereotype.Component;

/** Notes the logins of programs that a provider names beside the people of its events: who sent one, or was asked for a review. */
@Component
public class BotLogins {

    private final RepositoryQueries repositories;
    private final Identities identities;

    BotLogins(RepositoryQueries repositories, Identities identities) {
        this.repositories = repositories;
        this.identities = identities;
    }

    /** @param repositoryId the repository whose provider the logins are of */
    public void note(UUID organizationId, UUID repositoryId, Collection<String> logins) {
        if (logins.isEmpty()) {
            return;
        }
        LoginNamespace namespace =
                repositories.find(organizationId, Set.of(repositoryId)).logins(repositoryId);
        identities.observe(
                organizationId,
                logins.stream()
                        .flatMap(login -> IdentityKey.of(namespace, null, login).stream())
                        // They tell no name, so it does not matter when they were seen.
                        .map(key -> new ObservedIdentity(List.of(key), null, Instant.EPOCH, true))
                        .toList());
    }
}
