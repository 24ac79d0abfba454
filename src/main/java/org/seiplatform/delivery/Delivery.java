package org.seiplatform.delivery;

import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.deployment.DeploymentEvent.Kind;

/**
 * A successful deployment in its place in the sequence: a row of the table {@code deliveries}, which explains its columns.
 *
 * @param remediates external id of the deployment that this one remediates; null if none
 * @param byAncestry whether ancestors were walked to find the kind or what is remediated
 * @param span the commit times that stood in for unstated parents; null if none did
 */
record Delivery(
        Place place,
        String sha,
        boolean baseline,
        Kind kind,
        @Nullable String remediates,
        boolean byAncestry,
        @Nullable Boolean failed,
        @Nullable String deploymentGroup,
        boolean commitsKnown,
        int delivered,
        @Nullable TimeSpan span) {

    Delivery remediating(@Nullable String other, boolean foundByAncestry) {
        return new Delivery(
                place,
                sha,
                baseline,
                kind,
                other,
                foundByAncestry,
                failed,
                deploymentGroup,
                commitsKnown,
                delivered,
                span);
    }
}
