package org.seiplatform.analytics.dora;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.seiplatform.analytics.Period;
import org.seiplatform.analytics.ScopeReference;

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
