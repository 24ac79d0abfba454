package org.seiplatform.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.deployment.DeploymentEvent.Kind;

/**
 * What was derived of a successful deployment; the columns are explained in the table {@code deliveries}.
 *
 * @param remediates external id of the deployment that this one remediates; null if none
 * @param byTimeUntil end of the span of commit times that stood in for unstated parents; null if none did
 */
record Delivery(
        boolean baseline,
        Kind kind,
        @Nullable String remediates,
        boolean commitsKnown,
        int deliveredCount,
        @Nullable Instant byTimeUntil) {}
