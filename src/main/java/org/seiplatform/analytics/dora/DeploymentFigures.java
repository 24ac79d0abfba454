package org.seiplatform.analytics.dora;

import java.time.LocalDate;
import java.util.List;
import org.seiplatform.analytics.Percentiles;

/**
 * What the deployments of one period add up to; deployments that share a group count once.
 *
 * @param count successful deployments
 * @param days the local days with at least one of them, ascending
 * @param failedAttempts attempts that failed or were cancelled
 * @param failingAttempts those of them that failed
 * @param failed successful deployments that failed their users
 * @param rework successful deployments that are hotfixes or rollbacks
 * @param recovery seconds from the finish of a failed deployment to its recovery
 * @param recovered failed deployments that have recovered
 */
record DeploymentFigures(
        long count,
        List<LocalDate> days,
        long failedAttempts,
        long failingAttempts,
        long failed,
        long rework,
        Percentiles recovery,
        long recovered) {}
