package org.seiplatform.source.webhook;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.seiplatform.platform.shutdown.Shutdown;
import org.seiplatform.source.webhook.InboxStore.Received;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Stores what waits in the inbox, of each integration many deliveries at once, out of the way of other instances. */
@Component
class InboxWorker {

    private static final Logger log = LoggerFactory.getLogger(InboxWorker.class);
    private static final int MOST_AT_ONCE = 100;
    private static final int MOST_BYTES = 16 << 20;

    private final InboxStore inbox;
    private final Integrations integrations;
    private final WebhookProcessor processor;
    private final Shutdown shutdown;
    private final Clock clock;
    private final AtomicBoolean working = new AtomicBoolean();

    InboxWorker(
            InboxStore inbox, Integrations integrations, WebhookProcessor processor, Shutdown shutdown, Clock clock) {
        this.inbox = inbox;
        this.integrations = integrations;
        this.processor = processor;
        this.shutdown = shutdown;
        this.clock = clock;
    }

    /** Something waits. */
    void wake() {
        if (working.compareAndSet(false, true)) {
            Thread.ofVirtual().name("webhook-worker").start(this::workOff);
        }
    }

    /** What other instances have left, too. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void look() {
        wake();
    }

    private void workOff() {
        try {
            List<Received> due = takeDue();
            while (!due.isEmpty()) {
                store(due);
                due = takeDue();
            }
        } catch (RuntimeException failure) {
            // Nothing is lost: the same is due again, here or elsewhere.
            log.warn("The inbox is worked off later: {}", failure.toString());
        } finally {
            working.set(false);
        }
    }

    private List<Received> takeDue() {
        Instant now = clock.instant();
        return shutdown.hasBegun()
                ? List.of()
                : inbox.takeReceived(now, now.plus(WebhookInbox.LEASE), MOST_AT_ONCE, MOST_BYTES);
    }

    private void store(List<Received> due) {
        Map<UUID, List<Received>> byIntegration = new LinkedHashMap<>();
        due.forEach(one -> byIntegration
                .computeIfAbsent(one.key().integrationId(), id -> new ArrayList<>())
                .add(one));
        byIntegration.forEach(this::store);
    }

    /** One that cannot be worked for holds up no other. */
    private void store(UUID integrationId, List<Received> received) {
        try {
            processor.processAll(integrations.receiving(received.getFirst().organizationId(), integrationId), received);
        } catch (RuntimeException failure) {
            // Nothing is lost: they are due again in a minute.
            log.warn("Deliveries of integration {} are stored later", integrationId, failure);
        }
    }
}
