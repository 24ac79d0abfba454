package org.seiplatform.analytics.dora;

import org.jspecify.annotations.Nullable;

/**
 * Which of a period's deployments to show.
 *
 * @param success only those that reached their environment, or only those that did not; null shows both
 * @param failed only those that failed their users, or only those that did not; null shows both
 * @param changeFailure only those that count as failures in the change fail rate, or only those that do not; null shows both
 * @param rework only hotfixes and rollbacks, or only others; null shows both
 */
public record DeploymentFilter(
        @Nullable Boolean success,
        @Nullable Boolean failed,
        @Nullable Boolean changeFailure,
        @Nullable Boolean rework) {}
