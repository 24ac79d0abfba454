package org.seiplatform.coderepo;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.web.Versioned;

/**
 * A source repository.
 *
 * @param providerId what its provider calls it, such as the number that GitHub gives it; unique with the provider
 * @param url where people look at it or git clones it
 */
public record CodeRepository(
        UUID id,
        String name,
        Provider provider,
        String providerId,
        @Nullable String url,
        String defaultBranch,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    /** The part that people may change. */
    public CodeRepositoryContent content() {
        return new CodeRepositoryContent(name, url, defaultBranch);
    }
}
