package org.seiplatform.coderepo;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.web.Versioned;

/**
 * A source repository.
 *
 * @param host where its id is unique; null for one that git reaches by no host
 * @param hostAssumed whether nobody said the host
 * @param providerId what its provider calls it, such as the number that GitHub gives it; unique with the provider and the host
 * @param url where people look at it or git clones it
 */
public record CodeRepository(
        UUID id,
        String name,
        Provider provider,
        @Nullable String host,
        @JsonIgnore boolean hostAssumed,
        String providerId,
        @Nullable String url,
        String defaultBranch,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    /** The part that people may change. A host that nobody said follows from the URL once there is one. */
    public CodeRepositoryContent content() {
        return new CodeRepositoryContent(name, hostAssumed ? null : host, url, defaultBranch);
    }
}
