package org.seiplatform.ingest.webhook.payload;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.seiplatform.ingest.Event.Person;

/**
 * Half of what makes a release a deployment: GitHub tells a tag's commit when it is pushed, and its release apart from that,
 * in either order.
 */
public sealed interface TagStatement {

    String tag();

    /** The tag points to a commit as of a time. */
    record Tagged(String tag, String commitSha, Instant updatedAt) implements TagStatement {}

    /** The tag was released. */
    record Released(
            String tag,
            String releaseId,
            Instant releasedAt,
            @Nullable Person releasedBy,
            Instant updatedAt) implements TagStatement {}
}
