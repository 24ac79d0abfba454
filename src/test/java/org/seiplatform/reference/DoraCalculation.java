package org.seiplatform.reference;

import org.jspecify.annotations.Nullable;
import org.seiplatform.reference.DoraAnswer.ChangeFailRate;
import org.seiplatform.reference.DoraAnswer.ChangeLeadTime;
import org.seiplatform.reference.DoraAnswer.DeploymentFrequency;
import org.seiplatform.reference.DoraAnswer.DeploymentReworkRate;
import org.seiplatform.reference.DoraAnswer.FailedDeploymentRecoveryTime;
import org.seiplatform.reference.DoraAnswer.Trend;

/**
 * "The five DORA metrics": values, samples, ratings, reasons and trends from the figures of a period and of the one before.
 *
 * <p>Choices: a metric without a value has sample size 0 whatever the reason, {@code no_failure_signal} included; a metric
 * with a value but without a rating says why ({@code period_too_short}, {@code no_benchmark}).
 */
final class DoraCalculation {

    private final MetricPeriod period;
    private final DoraFigures now;
    private final DoraFigures before;

    DoraCalculation(Derived derived, MetricQuestion question, MetricPeriod period) {
        this.period = period;
        this.now = new DoraFigures(derived, question, period);
        this.before = new DoraFigures(derived, question, period.previous());
    }

    DoraAnswer answer() {
        return new DoraAnswer(deploymentFrequency(), changeLeadTime(), changeFailRate(), recoveryTime(), reworkRate());
    }

    private DeploymentFrequency deploymentFrequency() {
        Double value = now.perDay();
        return new DeploymentFrequency(
                value,
                "per_day",
                period.rated() ? Benchmark.deploymentFrequency(value) : null,
                reason(value, "no_deployments"),
                now.count(),
                lowConfidence(now.count()),
                trend(value, before.perDay(), true),
                now.count(),
                now.deploymentDays().size(),
                now.medianDeploymentDaysPerWeek(),
                now.failedAttempts());
    }

    private ChangeLeadTime changeLeadTime() {
        Percentiles leadTime = now.leadTime();
        return new ChangeLeadTime(
                leadTime.p50(),
                "seconds",
                period.rated() ? Benchmark.changeLeadTime(leadTime.p50()) : null,
                reason(leadTime.p50(), now.count() == 0 ? "no_deployments" : "no_changes"),
                leadTime.sampleSize(),
                lowConfidence(leadTime.sampleSize()),
                trend(leadTime.p50(), before.leadTime().p50(), false),
                leadTime.p50(),
                leadTime.p75(),
                leadTime.p90(),
                leadTime.p95());
    }

    private ChangeFailRate changeFailRate() {
        Double value = now.failRate();
        int sampleSize = value == null ? 0 : now.attempts();
        return new ChangeFailRate(
                value,
                "ratio",
                period.rated() ? Benchmark.changeFailRate(value) : null,
                reason(value, now.attempts() == 0 ? "no_deployments" : "no_failure_signal"),
                sampleSize,
                lowConfidence(sampleSize),
                trend(value, before.failRate(), false),
                now.failures());
    }

    private FailedDeploymentRecoveryTime recoveryTime() {
        Percentiles recovery = now.recovery();
        return new FailedDeploymentRecoveryTime(
                recovery.p50(),
                "seconds",
                period.rated() ? Benchmark.failedDeploymentRecoveryTime(recovery.p50()) : null,
                reason(recovery.p50(), noRecovery()),
                recovery.sampleSize(),
                lowConfidence(recovery.sampleSize()),
                trend(recovery.p50(), before.recovery().p50(), false),
                recovery.p50(),
                recovery.p75(),
                recovery.p90(),
                recovery.p95(),
                now.open());
    }

    private String noRecovery() {
        if (now.count() == 0) {
            return "no_deployments";
        }
        return now.failed().isEmpty() ? "no_failures" : "not_recovered";
    }

    private DeploymentReworkRate reworkRate() {
        Double value = now.reworkRate();
        return new DeploymentReworkRate(
                value,
                "ratio",
                null,
                value == null ? "no_deployments" : "no_benchmark",
                now.count(),
                lowConfidence(now.count()),
                trend(value, before.reworkRate(), false),
                now.rework());
    }

    private @Nullable String reason(@Nullable Double value, String whyNoValue) {
        if (value == null) {
            return whyNoValue;
        }
        return period.rated() ? null : "period_too_short";
    }

    private static boolean lowConfidence(long sampleSize) {
        return sampleSize < 5;
    }

    private static Trend trend(@Nullable Double value, @Nullable Double previous, boolean higherIsBetter) {
        if (value == null || previous == null || previous == 0) {
            return new Trend(previous, null, null);
        }
        double change = (value - previous) / previous;
        if (Math.abs(change) < 0.05) {
            return new Trend(previous, change, "steady");
        }
        return new Trend(previous, change, (change > 0) == higherIsBetter ? "improving" : "worsening");
    }
}
