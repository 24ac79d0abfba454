package org.seiplatform.source.webhook;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets old deliveries. Every instance of the service does so now and then; what one has deleted the next does not find. */
@Component
class WebhookRetention {

    private static final Logger log = LoggerFactory.getLogger(WebhookRetention.class);

    /** So few that no statement holds its locks for long, however much has come due at once. */
    private static final int BATCH = 5_000;

    private final WebhookDeliveryStore deliveries;
    private final WorkflowRunStore runs;
    private final WebhookProperties properties;
    private final Clock clock;

    WebhookRetention(
            WebhookDeliveryStore deliveries, WorkflowRunStore runs, WebhookProperties properties, Clock clock) {
        this.deliveries = deliveries;
        this.runs = runs;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void forgetOldDeliveries() {
        Instant now = clock.instant();
        Instant old = now.minus(properties.retention());
        Instant oldFailed = now.minus(properties.failedRetention());
        int forgotten = inBatches(() -> deliveries.forget(old, oldFailed, BATCH));
        inBatches(() -> runs.forget(old, BATCH));
        if (forgotten > 0) {
            log.info("Forgot {} webhook deliveries past their retention", forgotten);
        }
    }

    private static int inBatches(IntSupplier batch) {
        int sum = 0;
        int last;
        do {
            last = batch.getAsInt();
            sum += last;
        } while (last > 0);
        return sum;
    }
}
