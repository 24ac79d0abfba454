package org.seiplatform.source.webhook;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;
import org.seiplatform.source.webhook.InboxStore.Key;
import org.seiplatform.source.webhook.InboxStore.Noted;
import org.seiplatform.source.webhook.InboxWriter.Note;
import org.seiplatform.source.webhook.WebhookDeliveryStore.Earlier;
import org.seiplatform.source.webhook.WebhookProcessor.Incoming;
import org.seiplatform.source.webhook.WebhookReceipt.Result;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes deliveries whose sender is proven. Each is noted durably first; then it is stored at once where few have come, so that its
 * sender learns what became of it, and otherwise within a second by {@link InboxWorker} (docs/decisions/0036). So a burst is refused
 * by nothing but a database that takes no inserts.
 */
@Component
class WebhookInbox {

    private static final Logger log = LoggerFactory.getLogger(WebhookInbox.class);

    /** How long nobody else takes a delivery that somebody works on: whoever is killed at it is followed by another after that. */
    static final Duration LEASE = Duration.ofMinutes(1);

    private final InboxWriter writer;
    private final InboxWorker worker;
    private final InboxStore inbox;
    private final WebhookDeliveryStore deliveries;
    private final WebhookProcessor processor;
    private final Integrations integrations;
    private final WebhookMetrics metrics;
    private final Clock clock;
    private final int storedAtOnce;
    private final AtomicInteger present = new AtomicInteger();

    WebhookInbox(
            InboxWriter writer,
            InboxWorker worker,
            InboxStore inbox,
            WebhookDeliveryStore deliveries,
            WebhookProcessor processor,
            Integrations integrations,
            WebhookMetrics metrics,
            WebhookProperties properties,
            Clock clock) {
        this.writer = writer;
        this.worker = worker;
        this.inbox = inbox;
        this.deliveries = deliveries;
        this.processor = processor;
        this.integrations = integrations;
        this.metrics = metrics;
        this.clock = clock;
        this.storedAtOnce = properties.storedAtOnce();
    }

    /**
     * Once this returns, the delivery is stored, or is kept and will be, or there was nothing in it to store.
     *
     * @throws ProblemException {@code conflict} if another payload came under its id
     */
    WebhookReceipt take(ReceivingIntegration integration, Incoming delivery) {
        try {
            return take(integration, delivery, present.incrementAndGet() <= storedAtOnce);
        } finally {
            present.decrementAndGet();
        }
    }

    private WebhookReceipt take(ReceivingIntegration integration, Incoming sent, boolean atOnce) {
        Instant now = clock.instant();
        Noted noted = new Noted(
                new Key(integration.id(), sent.id()),
                sent.event(),
                now,
                sent.payload(),
                atOnce ? now.plus(LEASE) : now);
        Note note = writer.note(integration.organizationId(), noted);
        Incoming delivery = new Incoming(note.deliveryId(), sent.event(), sent.payload());
        Instant receivedAt = now;
        if (!note.isNew()) {
            Earlier earlier = earlier(integration, delivery);
            if (earlier.outcome().isGood()) {
                return receipt(integration, delivery, Result.DUPLICATE);
            }
            receivedAt = earlier.receivedAt();
            if (!atOnce) {
                inbox.noteAgain(
                        new Key(integration.id(), delivery.id()),
                        delivery.payload().bytes(),
                        now);
            }
        }
        if (atOnce) {
            return store(integration, delivery, receivedAt);
        }
        worker.wake();
        return receipt(integration, delivery, Result.RECEIVED);
    }

    private WebhookReceipt store(ReceivingIntegration integration, Incoming delivery, Instant receivedAt) {
        try {
            // As it is now: what was found with the secret may be a moment old.
            return processor.process(
                    integrations.receiving(integration.organizationId(), integration.id()), delivery, receivedAt);
        } catch (RuntimeException failure) {
            if (!PassingFailure.is(failure)) {
                throw failure;
            }
            log.warn(
                    "Delivery {} of integration {} is stored later: {}",
                    delivery.loggedId(),
                    integration.id(),
                    failure.toString());
            return receipt(integration, delivery, Result.RECEIVED);
        }
    }

    private Earlier earlier(ReceivingIntegration integration, Incoming delivery) {
        Earlier earlier = deliveries.find(integration.id(), delivery.id()).orElseThrow(WebhookAuthenticator::refused);
        if (!MessageDigest.isEqual(earlier.digest(), delivery.payload().digest())) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "A delivery with this id and another payload came before.");
        }
        return earlier;
    }

    private WebhookReceipt receipt(ReceivingIntegration integration, Incoming delivery, Result result) {
        metrics.count(integration.provider(), delivery.event(), result);
        return new WebhookReceipt(delivery.id(), delivery.event(), result, null);
    }
}
