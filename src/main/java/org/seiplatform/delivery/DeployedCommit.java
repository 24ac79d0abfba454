package org.seiplatform.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A successful deployment, as far as it decides what reaches its environment.
 *
 * @param listed the commits that its sender says it carries; null where the sender lists none
 * @param committedAt of its commit; null until that is received
 * @param parentsUnstated whether its commit was received without parents
 */
record DeployedCommit(
        Place place,
        String sha,
        @Nullable Set<String> listed,
        @Nullable Instant committedAt,
        boolean parentsUnstated) {

    boolean delivers(String reached) {
        return listed == null || listed.contains(reached);
    }

    List<String> listedShas() {
        return listed == null ? List.of() : List.copyOf(listed);
    }
}
