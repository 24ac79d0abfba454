package org.seiplatform.maintenance;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Shows what waits in the database. It is looked up in the background: a scrape must not depend on the database, least of all when
 * that is what is ill. While nothing is known the gauges are not a number.
 */
@Component
class BacklogGauges {

    private static final Logger LOGGER = LoggerFactory.getLogger(BacklogGauges.class);

    private final BacklogQueries queries;
    private volatile @Nullable Backlog latest;

    BacklogGauges(BacklogQueries queries, MeterRegistry meters) {
        this.queries = queries;
        gauge(meters, "sei.derivation.pending", null, "Repositories to derive again", Backlog::derivations);
        gauge(
                meters,
                "sei.derivation.pending.age",
                "seconds",
                "How long the first of the repositories to derive again has waited",
                Backlog::derivationAgeSeconds);
        gauge(meters, "sei.import.queued", null, "Imports that nobody has begun", Backlog::queuedImports);
        gauge(meters, "sei.import.running", null, "Imports that an instance works on", Backlog::runningImports);
        gauge(
                meters,
                "sei.import.queued.age",
                "seconds",
                "How long the first of the queued imports has waited",
                Backlog::importAgeSeconds);
        gauge(
                meters,
                "sei.import.remaining.commits",
                null,
                "Commits that running imports still have to read",
                Backlog::remainingCommits);
        gauge(
                meters,
                "sei.webhook.waiting",
                null,
                "Deliveries of webhooks that are noted and not yet stored",
                Backlog::waitingWebhooks);
        gauge(
                meters,
                "sei.webhook.waiting.age",
                "seconds",
                "How long ago the first of the waiting webhooks arrived",
                Backlog::webhookAgeSeconds);
        gauge(
                meters,
                "sei.data.changed.timestamp",
                "seconds",
                "When the data of any organization last changed, since the epoch; 0 for never",
                Backlog::changedAt);
    }

    @Scheduled(fixedDelay = 15, timeUnit = TimeUnit.SECONDS)
    void refresh() {
        try {
            latest = queries.backlog();
        } catch (DataAccessException exception) {
            latest = null;
            LOGGER.debug("What waits is not known", exception);
        }
    }

    private void gauge(
            MeterRegistry meters,
            String name,
            @Nullable String unit,
            String description,
            ToDoubleFunction<Backlog> value) {
        Gauge.builder(name, this, gauges -> {
                    Backlog backlog = gauges.latest;
                    return backlog == null ? Double.NaN : value.applyAsDouble(backlog);
                })
                .baseUnit(unit)
                .description(description)
                .register(meters);
    }
}
