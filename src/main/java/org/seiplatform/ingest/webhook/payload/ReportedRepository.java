package org.seiplatform.ingest.webhook.payload;

import org.jspecify.annotations.Nullable;

/**
 * The repository that a payload is about.
 *
 * @param host where that number is unique; null where the payload has no address
 * @param providerId its number at the provider, which outlives renames
 */
public record ReportedRepository(
        @Nullable String host,
        String providerId,
        String name,
        @Nullable String url,
        @Nullable String defaultBranch) {}
