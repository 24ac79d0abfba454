package org.seiplatform.source.webhook;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets old deliveries. Every instance of the service does so now and then; what one has deleted the next does not find. */
@Component
class WebhookRetention {

    private static final Logger log = LoggerFactory.getLogger(WebhookRetention.class);

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
        int forgotten = deliveries.forget(now.minus(properties.retention()), now.minus(properties.failedRetention()));
        runs.forget(now.minus(properties.retention()));
        if (forgotten > 0) {
            log.info("Forgot {} webhook deliveries past their retention", forgotten);
        }
    }
}
