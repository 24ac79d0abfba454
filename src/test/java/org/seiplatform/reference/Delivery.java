package org.seiplatform.reference;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a successful deployment did to its environment.
 *
 * @param baseline whether it is the first of its repository and environment
 * @param kind as stated, else by rule
 * @param delivered the commits, known or not, that it brought to the environment first
 * @param remediates external id of the earlier deployment of the same repository and environment that it repairs
 */
record Delivery(
        DeploymentFact deployment,
        boolean baseline,
        String kind,
        Set<String> delivered,
        @Nullable String remediates) {

    DeploymentFact.Key key() {
        return deployment.key();
    }

    Instant finishedAt() {
        return deployment.finish();
    }

    /** Whether it repairs something: the kinds that count as rework and that can remediate. */
    boolean repair() {
        return kind.equals("hotfix") || kind.equals("rollback");
    }
}
