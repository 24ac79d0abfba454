package org.seiplatform.reference;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A source repository.
 *
 * @param provider {@code github}, {@code gitlab} or {@code git}
 * @param host where its provider's ids and logins are unique; null for plain git
 * @param formerDefaultBranch what the default branch was called before, later than which no commit was stated; null if always the same
 */
record RepositoryFact(
        UUID id,
        String provider,
        @Nullable String host,
        String providerId,
        String defaultBranch,
        @Nullable String formerDefaultBranch) {

    /** On the provider's own host, with one default branch ever. */
    RepositoryFact(UUID id, String provider, String providerId, String defaultBranch) {
        this(id, provider, provider.equals("git") ? null : provider + ".com", providerId, defaultBranch, null);
    }

    /** What tells it from all others, for people. */
    String label() {
        return host == null ? providerId : providerId + " of " + host;
    }

    /** Whether a branch is the default one, under whatever name. */
    boolean isDefault(@Nullable String branch) {
        return branch != null && (branch.equals(defaultBranch) || branch.equals(formerDefaultBranch));
    }

    boolean onGitHub(String otherHost) {
        return otherHost.equals("github.com") || provider.equals("github") && Objects.equals(otherHost, host);
    }
}
