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
        Linked<DeploymentFrequency> deploymentFrequency,
        Linked<ChangeLeadTime> changeLeadTime,
        Linked<ChangeFailRate> changeFailRate,
        Linked<FailedDeploymentRecoveryTime> failedDeploymentRecoveryTime,
        Linked<DeploymentReworkRate> deploymentReworkRate) {

    static DoraAnswer of(DoraReport report) {
        DrillDownLinks links = new DrillDownLinks(report.scope(), report.period(), report.environment());
        return new DoraAnswer(
                report.scope(),
                report.period(),
                report.environment() == null ? "production" : report.environment(),
                report.benchmark(),
                report.dataAsOf(),
                new Linked<>(report.deploymentFrequency(), links.deployments("success")),
                new Linked<>(report.changeLeadTime(), links.changes()),
                new Linked<>(report.changeFailRate(), links.deployments("change_failure")),
                new Linked<>(report.failedDeploymentRecoveryTime(), links.deployments("failed")),
                new Linked<>(report.deploymentReworkRate(), links.deployments("rework")));
    }
}
