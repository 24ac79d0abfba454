package org.seiplatform.source.webhook.payload;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.Event.Person;

/**
 * Half of what makes a release a deployment: GitHub tells a tag's commit when it is pushed, and its release apart from that,
 * in either order.
 */
public sealed interface TagStatement {

    String tag();

    Instant updatedAt();

    /** The tag points to a commit as of a time. */
    record Tagged(String tag, String commitSha, Instant updatedAt) implements TagStatement {}

    /**
     * The tag has a release.
     *
     * @param publishedAt when that was published, be it as a prerelease
     * @param publication what it was published as, if this says so
     * @param promotedAt a time since which it is no prerelease; null while it is one
     */
    record Released(
            String tag,
            String releaseId,
            Instant publishedAt,
            Publication publication,
            @Nullable Instant promotedAt,
            @Nullable Person releasedBy,
            Instant updatedAt)
            implements TagStatement {}

    /** What a release was published as. */
    enum Publication {
        UNSAID,
        PRERELEASE,
        RELEASE
    }
}
