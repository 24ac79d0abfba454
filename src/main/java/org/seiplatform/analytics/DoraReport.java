package org.seiplatform.analytics;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The five DORA metrics of a scope in a period.
 *
 * @param environment the environment asked for; null for production
 * @param benchmark the name of the benchmark that the ratings belong to
 * @param dataAsOf when the organization's data last changed: the answer reflects everything up to then
 */
public record DoraReport(
        ScopeReference scope,
        Period period,
        @Nullable String environment,
        String benchmark,
        Instant dataAsOf,
        DeploymentFrequency deploymentFrequency,
        ChangeLeadTime changeLeadTime,
        ChangeFailRate changeFailRate,
        FailedDeploymentRecoveryTime failedDeploymentRecoveryTime,
        DeploymentReworkRate deploymentReworkRate) {}
