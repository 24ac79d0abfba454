package org.seiplatform.analytics.web;

import java.time.Instant;
import org.seiplatform.analytics.Period;
import org.seiplatform.analytics.ScopeReference;
import org.seiplatform.analytics.dora.ChangeFailRate;
import org.seiplatform.analytics.dora.ChangeLeadTime;
import org.seiplatform.analytics.dora.DeploymentFrequency;
import org.seiplatform.analytics.dora.DeploymentReworkRate;
import org.seiplatform.analytics.dora.DoraReport;
import org.seiplatform.analytics.dora.FailedDeploymentRecoveryTime;

/**
 * The five DORA metrics as the API answers them.
 *
 * @param environment the environment asked for; {@code production} stands for all that the organization's pattern calls so
 */
record DoraAnswer(
        ScopeReference scope,
        Period period,
        String environment,
        String benchmark,
        Instant dataAsOf,
        WithHref<DeploymentFrequency> deploymentFrequency,
        WithHref<ChangeLeadTime> changeLeadTime,
        WithHref<ChangeFailRate> changeFailRate,
        WithHref<FailedDeploymentRecoveryTime> failedDeploymentRecoveryTime,
        WithHref<DeploymentReworkRate> deploymentReworkRate) {

    static DoraAnswer of(DoraReport report) {
        DrillDownLinks links = new DrillDownLinks(report.scope(), report.period(), report.environment());
        return new DoraAnswer(
                report.scope(),
                report.period(),
                report.environment() == null ? "production" : report.environment(),
                report.benchmark(),
                report.dataAsOf(),
                new WithHref<>(report.deploymentFrequency(), links.deployments("success")),
                new WithHref<>(report.changeLeadTime(), links.changes()),
                new WithHref<>(report.changeFailRate(), links.deployments("change_failure")),
                new WithHref<>(report.failedDeploymentRecoveryTime(), links.deployments("failed")),
                new WithHref<>(report.deploymentReworkRate(), links.deployments("rework")));
    }
}
