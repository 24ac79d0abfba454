package org.seiplatform.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit as far as the walk over the graph must know it.
 *
 * @param received false for one that is known by name only
 * @param parents null while nobody has stated them
 * @param arrival how it has reached the environment at hand; null if it has not
 */
record KnownCommit(
        String sha,
        boolean received,
        @Nullable List<String> parents,
        @Nullable Arrival arrival) {}
