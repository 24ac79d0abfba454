package org.seiplatform.source.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.seiplatform.developer.privacy.ErasedPeople;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.source.webhook.InboxStore.Key;
import org.seiplatform.source.webhook.InboxStore.Received;
import org.seiplatform.source.webhook.WebhookDelivery.Outcome;
import org.seiplatform.source.webhook.WebhookFacts.FoundFacts;
import org.seiplatform.source.webhook.WebhookFacts.Nothing;
import org.seiplatform.source.webhook.WebhookFacts.Reader;
import org.seiplatform.source.webhook.WebhookReceipt.Result;
import org.seiplatform.source.webhook.payload.LeftOut;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.UnreadablePayloadException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Stores the facts of a delivery, or keeps the delivery for replay, which {@link WebhookRetries} does by itself where it failed for a
 * passing reason.
 *
 * <p>A delivery is noted before and finished after its facts are stored, each in a transaction of its own: storing takes locks that
 * all writers of an organization share, and must not hold any other meanwhile. Where somebody is interrupted in between, it is stored
 * again, which changes nothing that is stored already.
 */
@Component
class WebhookProcessor {

    private static final Logger log = LoggerFactory.getLogger(WebhookProcessor.class);

    /** Who works for many waits less for one. */
    private static final Duration GLANCE = Duration.ofMillis(500);

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration TRIED_FOR = Duration.ofDays(1);

    private final InboxStore inbox;
    private final WebhookDeliveryStore deliveries;
    private final WebhookFacts facts;
    private final WebhookMetrics metrics;
    private final ErasedPeople erasedPeople;
    private final Clock clock;

    WebhookProcessor(
            InboxStore inbox,
            WebhookDeliveryStore deliveries,
            WebhookFacts facts,
            WebhookMetrics metrics,
            ErasedPeople erasedPeople,
            Clock clock) {
        this.erasedPeople = erasedPeople;
        this.inbox = inbox;
        this.deliveries = deliveries;
        this.facts = facts;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** A delivery whose sender is proven. */
    record Incoming(String id, String event, ReceivedPayload payload) {

        private static final Pattern MADE_BY_PROGRAM = Pattern.compile("[0-9a-fA-F-]{8,64}");

        /** The id as it may be logged: senders may choose what they like, a name as well. */
        String loggedId() {
            return loggedId(id);
        }

        static String loggedId(String id) {
            return MADE_BY_PROGRAM.matcher(id).matches() ? id : "of another id";
        }
    }

    /**
     * Stores a delivery, or keeps it.
     *
     * @param receivedAt when it first came
     */
    WebhookReceipt process(ReceivingIntegration integration, Incoming delivery, Instant receivedAt) {
        WebhookReceipt receipt = storeOrKeep(integration, delivery, receivedAt);
        metrics.count(integration.provider(), delivery.event(), receipt.result());
        return receipt;
    }

    /**
     * Does the same with many deliveries of an integration: what they say of one repository is stored at once. Where that fails, each is
     * stored by itself, unless the reason passes: then they wait in the inbox, so that others need not wait for them.
     */
    void processAll(ReceivingIntegration integration, List<Received> received) {
        Reader reader = facts.reader(integration);
        Map<UUID, List<Read>> byRepository = new LinkedHashMap<>();
        for (Received one : received) {
            read(integration, reader, one)
                    .ifPresent(read -> byRepository
                            .computeIfAbsent(read.facts.about().repository().id(), id -> new ArrayList<>())
                            .add(read));
        }
        byRepository.values().forEach(reads -> storeAll(integration, reads));
    }

    /** Empty where all is done. */
    private Optional<Read> read(ReceivingIntegration integration, Reader reader, Received received) {
        Incoming delivery =
                new Incoming(received.key().deliveryId(), received.event(), new ReceivedPayload(received.payload()));
        try {
            Payload payload = delivery.payload().read(received.receivedAt());
            if (reader.find(delivery.event(), payload) instanceof FoundFacts found) {
                return Optional.of(new Read(received, delivery, payload, found));
            }
        } catch (RuntimeException failure) {
            log.debug("Delivery {} is processed by itself", delivery.loggedId(), failure);
        }
        process(integration, delivery, received.receivedAt());
        return Optional.empty();
    }

    private void storeAll(ReceivingIntegration integration, List<Read> reads) {
        try {
            facts.store(integration, reads.stream().map(Read::facts).toList(), GLANCE);
        } catch (RuntimeException failure) {
            if (PassingFailure.is(failure)) {
                postpone(integration, reads.stream().map(Read::received).toList(), failure);
            } else {
                reads.forEach(read -> process(integration, read.delivery, read.received.receivedAt()));
            }
            return;
        }
        Map<Key, @Nullable String> details = new LinkedHashMap<>();
        reads.forEach(
                read -> details.put(read.received.key(), read.payload.leftOut().summary()));
        inbox.finishAll(details);
        reads.forEach(read -> {
            metrics.countLeftOut(
                    integration.provider(),
                    read.received.event(),
                    read.payload.leftOut().count());
            metrics.count(integration.provider(), read.received.event(), Result.APPLIED);
        });
    }

    /** What could not be stored for a day is kept for whoever replays it; the rest is tried again soon. */
    private void postpone(ReceivingIntegration integration, List<Received> received, RuntimeException failure) {
        log.info("Deliveries of integration {} are stored later: {}", integration.id(), failure.toString());
        Instant now = clock.instant();
        List<Key> waiting = new ArrayList<>();
        for (Received one : received) {
            if (one.receivedAt().isBefore(now.minus(TRIED_FOR))) {
                keep(integration, incoming(one), "It could not be stored for a day.");
            } else {
                waiting.add(one.key());
            }
        }
        inbox.postpone(waiting, now.plus(PAUSE));
    }

    private static Incoming incoming(Received received) {
        return new Incoming(received.key().deliveryId(), received.event(), new ReceivedPayload(received.payload()));
    }

    private record Read(Received received, Incoming delivery, Payload payload, FoundFacts facts) {}

    private WebhookReceipt storeOrKeep(ReceivingIntegration integration, Incoming delivery, Instant receivedAt) {
        try {
            Payload payload = delivery.payload().read(receivedAt);
            switch (facts.reader(integration).find(delivery.event(), payload)) {
                case Nothing nothing -> {
                    return finish(integration, delivery, Outcome.IGNORED, Result.IGNORED, nothing.reason(), null);
                }
                case FoundFacts found -> facts.store(integration, List.of(found));
            }
            LeftOut leftOut = payload.leftOut();
            metrics.countLeftOut(integration.provider(), delivery.event(), leftOut.count());
            return finish(integration, delivery, Outcome.APPLIED, Result.APPLIED, leftOut.summary(), null);
        } catch (UnreadablePayloadException unreadable) {
            return keep(integration, delivery, String.valueOf(unreadable.getMessage()));
        } catch (RuntimeException failure) {
            return PassingFailure.is(failure)
                    ? keepForLater(integration, delivery, failure)
                    : keep(integration, delivery, reason(integration, delivery, failure));
        }
    }

    private WebhookReceipt keepForLater(ReceivingIntegration integration, Incoming delivery, RuntimeException failure) {
        log.warn(
                "Delivery {} of integration {} is stored later: {}",
                delivery.loggedId(),
                integration.id(),
                failure.toString());
        // If the database is gone, this fails, too, and the provider is told to come again.
        return finish(
                integration,
                delivery,
                Outcome.FAILED,
                Result.FAILED,
                "It could not be stored just now; for a day it is tried again.",
                clock.instant());
    }

    private WebhookReceipt keep(ReceivingIntegration integration, Incoming delivery, String reason) {
        return finish(integration, delivery, Outcome.FAILED, Result.FAILED, reason, null);
    }

    /** Of several that brought the same at once, the first to finish has done it. */
    private WebhookReceipt finish(
            ReceivingIntegration integration,
            Incoming delivery,
            Outcome outcome,
            Result result,
            @Nullable String detail,
            @Nullable Instant failedAt) {
        byte[] kept = outcome == Outcome.FAILED && (failedAt != null || mayBeKept(integration, delivery))
                ? delivery.payload().bytes()
                : null;
        return deliveries.finish(integration.id(), delivery.id(), outcome, detail, kept, failedAt)
                ? new WebhookReceipt(delivery.id(), delivery.event(), result, detail)
                : new WebhookReceipt(delivery.id(), delivery.event(), Result.DUPLICATE, null);
    }

    /** What cannot be read brings nobody back who has been erased; what is tried again may, until it is read. */
    private boolean mayBeKept(ReceivingIntegration integration, Incoming delivery) {
        return !erasedPeople.areIn(
                integration.organizationId(), delivery.payload().bytes());
    }

    private static String reason(ReceivingIntegration integration, Incoming delivery, RuntimeException failure) {
        if (failure instanceof ProblemException problem) {
            return reason(problem);
        }
        log.error("Delivery {} of integration {} cannot be stored", delivery.loggedId(), integration.id(), failure);
        return "It could not be stored; the service's log has the reason.";
    }

    private static String reason(ProblemException problem) {
        return problem.errors().isEmpty()
                ? problem.detail()
                : problem.errors().stream()
                        .map(error -> error.pointer() + " " + error.message() + ".")
                        .collect(Collectors.joining(" "));
    }
}
