package org.seiplatform.analytics.dora;

import java.time.Instant;
import java.util.List;
import org.seiplatform.analytics.Period;
import org.seiplatform.analytics.Scope;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The five DORA metrics, each in a class of its own name; the SQL behind them is in the two {@code Queries} below. */
@Service
@Transactional(readOnly = true)
public class DoraMetrics {

    private final DeploymentQueries deployments;
    private final LeadTimeQueries leadTimes;

    DoraMetrics(DeploymentQueries deployments, LeadTimeQueries leadTimes) {
        this.deployments = deployments;
        this.leadTimes = leadTimes;
    }

    public DoraReport report(Scope scope, Period period) {
        List<Instant> bounds = List.of(period.previous().start(), period.start(), period.end());
        List<DeploymentFigures> deployed = deployments.figures(scope, bounds);
        List<LeadTimeFigures> led = leadTimes.figures(scope, bounds);
        DeploymentFigures before = deployed.getFirst();
        DeploymentFigures now = deployed.getLast();
        return new DoraReport(
                scope.reference(),
                period,
                scope.environment(),
                scope.benchmark().name(),
                scope.dataAsOf(),
                DeploymentFrequency.of(now, before, period, scope.timeZone(), scope.benchmark()),
                ChangeLeadTime.of(led.getLast(), led.getFirst(), now.count() > 0, period, scope.benchmark()),
                ChangeFailRate.of(now, before, period, scope),
                FailedDeploymentRecoveryTime.of(now, before, period, scope.benchmark()),
                DeploymentReworkRate.of(now, before));
    }

    /** How many failed deployments of the period recovered before they finished: senders' clocks that disagree. */
    public long negativeRecoveries(Scope scope, Period period) {
        return deployments.negativeRecoveries(scope, period);
    }
}
