package org.seiplatform.source.webhook.payload;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The repository that a payload is about.
 *
 * @param host where that number is unique; null where the payload has no address
 * @param providerId its number at the provider, which outlives renames
 * @param formerDefaultBranch what the default branch was before; null where the payload does not tell
 * @param updatedAt a time before which the payload was not made; null where it gives none
 */
public record ReportedRepository(
        @Nullable String host,
        String providerId,
        String name,
        @Nullable String url,
        @Nullable String defaultBranch,
        @Nullable String formerDefaultBranch,
        @Nullable Instant updatedAt) {

    /** The same, where the payload tells of another default branch. */
    public ReportedRepository withFormerDefaultBranch(@Nullable String branch) {
        return new ReportedRepository(host, providerId, name, url, defaultBranch, branch, updatedAt);
    }

    /** What it says, whenever it was made. */
    public ReportedRepository withoutTime() {
        return new ReportedRepository(host, providerId, name, url, defaultBranch, formerDefaultBranch, null);
    }
}
