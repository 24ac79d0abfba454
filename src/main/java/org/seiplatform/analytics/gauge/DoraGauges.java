package org.seiplatform.analytics.gauge;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.seiplatform.analytics.Measure;
import org.seiplatform.analytics.Period;
import org.seiplatform.analytics.Scopes;
import org.seiplatform.analytics.dora.DoraMetrics;
import org.seiplatform.analytics.dora.DoraReport;
import org.seiplatform.platform.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Shows the five DORA metrics of every organization and team as gauges. They are computed in the background; what has no value has
 * no series, since a 0 would be a lie.
 */
@Component
@ConditionalOnProperty("sei.metrics.dora.enabled")
class DoraGauges {

    private static final Logger LOGGER = LoggerFactory.getLogger(DoraGauges.class);

    private final GaugedScopeQueries queries;
    private final Scopes scopes;
    private final DoraMetrics metrics;
    private final DoraGaugeProperties properties;
    private final Clock clock;
    private final List<Figure> figures;
    private final AtomicLong refreshedAt = new AtomicLong();
    private final AtomicLong leftOut = new AtomicLong();

    DoraGauges(
            GaugedScopeQueries queries,
            Scopes scopes,
            DoraMetrics metrics,
            DoraGaugeProperties properties,
            Clock clock,
            MeterRegistry meters) {
        this.queries = queries;
        this.scopes = scopes;
        this.metrics = metrics;
        this.properties = properties;
        this.clock = clock;
        this.figures = figures(meters);
        Gauge.builder("sei.dora.refreshed.timestamp", refreshedAt, AtomicLong::get)
                .baseUnit("seconds")
                .description("When the DORA gauges were last computed, since the epoch; 0 for never")
                .register(meters);
        Gauge.builder("sei.dora.scopes.left.out", leftOut, AtomicLong::get)
                .description("Organizations and teams that have no DORA gauges because they are too many")
                .register(meters);
    }

    /** A metric and where it is shown. */
    private record Figure(MultiGauge gauge, Function<DoraReport, Measure> measure) {}

    /** What is shown of one scope. */
    private record Shown(GaugedScope scope, DoraReport report) {}

    @Scheduled(fixedDelayString = "${sei.metrics.dora.refresh-every:15m}")
    void refresh() {
        try {
            List<GaugedScope> shown = queries.first(properties.maximumScopes());
            show(shown.stream().flatMap(scope -> report(scope).stream()).toList());
            leftOut.set(queries.count() - shown.size());
            refreshedAt.set(clock.instant().getEpochSecond());
        } catch (DataAccessException exception) {
            LOGGER.warn("The DORA gauges could not be computed; they stay as they were", exception);
        }
    }

    /** Empty for one that has been deleted in between. */
    private List<Shown> report(GaugedScope scope) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        Period period = new Period(now.minus(properties.period()), now);
        try {
            return List.of(
                    new Shown(scope, metrics.report(scopes.resolve(null, scope.reference(), null, null), period)));
        } catch (ProblemException gone) {
            return List.of();
        }
    }

    private void show(List<Shown> reports) {
        for (Figure figure : figures) {
            List<Row<?>> rows = new ArrayList<>();
            for (Shown shown : reports) {
                Double value = figure.measure().apply(shown.report()).value();
                if (value != null) {
                    rows.add(Row.of(
                            Tags.of(
                                    "organization", shown.scope().organization(),
                                    "team", shown.scope().team()),
                            value));
                }
            }
            figure.gauge().register(rows, true);
        }
    }

    private static List<Figure> figures(MeterRegistry meters) {
        return List.of(
                figure(
                        meters,
                        "deployment.frequency.per.day",
                        "Successful production deployments a day",
                        report -> report.deploymentFrequency().measure()),
                figure(
                        meters,
                        "change.lead.time.seconds",
                        "Median time from a change's authoring to production",
                        report -> report.changeLeadTime().measure()),
                figure(
                        meters,
                        "change.fail.ratio",
                        "Share of production deployments that failed",
                        report -> report.changeFailRate().measure()),
                figure(
                        meters,
                        "failed.deployment.recovery.time.seconds",
                        "Median time from a failed deployment to recovery",
                        report -> report.failedDeploymentRecoveryTime().measure()),
                figure(
                        meters,
                        "deployment.rework.ratio",
                        "Share of production deployments that were hotfixes or rollbacks",
                        report -> report.deploymentReworkRate().measure()));
    }

    private static Figure figure(
            MeterRegistry meters, String name, String description, Function<DoraReport, Measure> measure) {
        return new Figure(
                MultiGauge.builder("sei.dora." + name).description(description).register(meters), measure);
    }
}
