package org.seiplatform.fact;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.coderepo.Provider;
import org.seiplatform.developer.LoginNamespace;
import org.seiplatform.platform.problem.ProblemException;

/** What the events of a request must know of their repositories. */
public final class KnownRepositories {

    private final Map<UUID, Facts> facts;

    KnownRepositories(Map<UUID, Facts> facts) {
        this.facts = Map.copyOf(facts);
    }

    /**
     * Refuses repositories that the organization does not have.
     *
     * @throws ProblemException where one is missing, whether it is nowhere or in another organization
     */
    void require(Collection<UUID> repositoryIds) {
        if (!facts.keySet().containsAll(repositoryIds)) {
            throw ProblemException.notFound("repository");
        }
    }

    /** Whether the branch is the default one, or was when a commit was stated to be on it. */
    public boolean isDefault(UUID repositoryId, String branch, Instant statedAt) {
        Instant until = of(repositoryId).defaultBranches().get(branch);
        return until != null && !statedAt.isAfter(until);
    }

    /** Where the logins of the repository's people are unique; null where its provider has no logins. */
    @Nullable
    LoginNamespace logins(UUID repositoryId) {
        return LoginNamespace.of(
                of(repositoryId).provider().code(), of(repositoryId).host());
    }

    private Facts of(UUID repositoryId) {
        Facts found = facts.get(repositoryId);
        if (found == null) {
            throw ProblemException.notFound("repository");
        }
        return found;
    }

    /**
     * One repository.
     *
     * @param defaultBranches that and former ones, each with the time until which it was the default
     */
    record Facts(Provider provider, String host, Map<String, Instant> defaultBranches) {}
}
