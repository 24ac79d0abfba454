package org.seiplatform.ingest.webhook.payload;

import org.jspecify.annotations.Nullable;

/**
 * The repository that a payload is about.
 *
 * @param providerId its number at the provider, which outlives renames
 */
public record ReportedRepository(
        String providerId,
        String name,
        @Nullable String url,
        @Nullable String defaultBranch) {}
