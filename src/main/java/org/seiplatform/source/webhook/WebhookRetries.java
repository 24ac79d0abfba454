package org.seiplatform.source.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.shutdown.Shutdown;
import org.seiplatform.source.webhook.WebhookDeliveryStore.Due;
import org.seiplatform.source.webhook.WebhookProcessor.Incoming;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tries deliveries again that failed for a passing reason: a repository that was busy, a database that took too long. Their provider
 * was told that they arrived, so nobody else brings them again. Each is tried by one instance at a time, less and less often,
 * for a day; then it waits for somebody to replay it.
 */
@Component
class WebhookRetries {

    private static final Logger log = LoggerFactory.getLogger(WebhookRetries.class);
    private static final Duration TRIED_FOR = Duration.ofDays(1);

    /** So few that they are done before they are due again, even if each waits for a busy repository. */
    private static final int AT_ONCE = 10;

    private final WebhookDeliveryStore store;
    private final WebhookDeliveries deliveries;
    private final Shutdown shutdown;
    private final Clock clock;

    WebhookRetries(WebhookDeliveryStore store, WebhookDeliveries deliveries, Shutdown shutdown, Clock clock) {
        this.store = store;
        this.deliveries = deliveries;
        this.shutdown = shutdown;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void tryAgain() {
        List<Due> due = takeDue();
        while (!due.isEmpty()) {
            for (Due delivery : due) {
                if (shutdown.hasBegun()) {
                    return;
                }
                replay(delivery);
            }
            due = takeDue();
        }
    }

    private List<Due> takeDue() {
        Instant now = clock.instant();
        return shutdown.hasBegun() ? List.of() : store.takeDue(now, now.minus(TRIED_FOR), AT_ONCE);
    }

    private void replay(Due delivery) {
        try {
            WebhookReceipt receipt =
                    deliveries.tryAgain(delivery.organizationId(), delivery.integrationId(), delivery.deliveryId());
            log.info(
                    "Delivery {} of integration {} was tried again: {}",
                    Incoming.loggedId(delivery.deliveryId()),
                    delivery.integrationId(),
                    receipt.result());
        } catch (ProblemException settled) {
            // Somebody has replayed or deleted it since, or the database is away: then it is due again later.
            log.info(
                    "Delivery {} of integration {} was not tried again: {}",
                    Incoming.loggedId(delivery.deliveryId()),
                    delivery.integrationId(),
                    settled.detail());
        } catch (RuntimeException failure) {
            log.error(
                    "Delivery {} of integration {} could not be tried again",
                    Incoming.loggedId(delivery.deliveryId()),
                    delivery.integrationId(),
                    failure);
        }
    }
}
