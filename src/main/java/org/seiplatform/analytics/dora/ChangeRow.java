package org.seiplatform.analytics.dora;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change behind change lead time.
 *
 * @param startedAt where its lead time starts: authored, or the first commit of its pull request authored
 * @param leadTimeSeconds never negative
 * @param clockSkew whether it was delivered before it started, so that its lead time counts as 0
 */
public record ChangeRow(
        UUID repositoryId,
        String repository,
        String sha,
        @Nullable String subject,
        @Nullable UUID developerId,
        @Nullable String developer,
        Instant startedAt,
        Instant committedAt,
        Instant deliveredAt,
        String environment,
        String deployment,
        @Nullable Long pullRequest,
        double leadTimeSeconds,
        boolean clockSkew) {}
