package org.seiplatform.analytics.incident;

import org.seiplatform.analytics.trend.MetricFamily;
import org.seiplatform.analytics.trend.TrendMetric;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the figures of incidents over time are read off what one query answers. */
@Configuration(proxyBeanMethods = false)
class IncidentTrends {

    @Bean
    MetricFamily<IncidentFigures> ofIncidents(IncidentQueries queries) {
        return new MetricFamily<>(queries::figures)
                .with(
                        TrendMetric.TIME_TO_RESTORE,
                        figures -> figures.timeToRestore().median(),
                        figures -> figures.timeToRestore().size())
                .withCount(TrendMetric.INCIDENTS_OPENED, IncidentFigures::opened);
    }
}
