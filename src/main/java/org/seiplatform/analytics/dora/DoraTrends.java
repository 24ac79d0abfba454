package org.seiplatform.analytics.dora;

import org.seiplatform.analytics.trend.MetricFamily;
import org.seiplatform.analytics.trend.Series.Bucket;
import org.seiplatform.analytics.trend.TrendMetric;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the DORA metrics over time are read off their figures. */
@Configuration(proxyBeanMethods = false)
class DoraTrends {

    @Bean
    MetricFamily<DeploymentFigures> ofDeployments(DeploymentQueries queries) {
        return new MetricFamily<>(queries::figures)
                .with(
                        TrendMetric.DEPLOYMENT_FREQUENCY,
                        (figures, scope, bucket) -> new Bucket(
                                bucket.start(),
                                bucket.end(),
                                DeploymentFrequency.perDay(figures, bucket.days()),
                                figures.count()))
                .withCount(TrendMetric.DEPLOYMENTS, DeploymentFigures::count)
                .withCount(
                        TrendMetric.DEPLOYMENT_DAYS, figures -> figures.days().size())
                .withCount(TrendMetric.FAILED_ATTEMPTS, DeploymentFigures::failedAttempts)
                .with(
                        TrendMetric.CHANGE_FAIL_RATE,
                        (figures, scope, bucket) -> new Bucket(
                                bucket.start(),
                                bucket.end(),
                                ChangeFailRate.ratio(figures, scope),
                                ChangeFailRate.sampleSize(figures, scope)))
                .with(
                        TrendMetric.FAILED_DEPLOYMENT_RECOVERY_TIME,
                        figures -> figures.recovery().p50(),
                        DeploymentFigures::recovered)
                .with(TrendMetric.DEPLOYMENT_REWORK_RATE, DeploymentReworkRate::ratio, DeploymentFigures::count);
    }

    @Bean
    MetricFamily<LeadTimeFigures> ofLeadTimes(LeadTimeQueries queries) {
        return new MetricFamily<>(queries::figures)
                .with(
                        TrendMetric.CHANGE_LEAD_TIME,
                        figures -> figures.leadTime().p50(),
                        LeadTimeFigures::changes)
                .withCount(TrendMetric.CHANGES, LeadTimeFigures::changes);
    }
}
