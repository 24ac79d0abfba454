package org.seiplatform.source.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.seiplatform.platform.audit.AuditTrail;
import org.seiplatform.platform.audit.AuditTrail.Change;
import org.seiplatform.platform.paging.Cursor;
import org.seiplatform.platform.paging.Page;
import org.seiplatform.platform.paging.PageQuery;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;
import org.seiplatform.source.webhook.WebhookDelivery.Outcome;
import org.seiplatform.source.webhook.WebhookDeliveryStore.Earlier;
import org.seiplatform.source.webhook.WebhookDeliveryStore.Position;
import org.seiplatform.source.webhook.WebhookProcessor.Incoming;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** What came through each integration, and another try for what failed. */
@Service
public class WebhookDeliveries {

    private final Integrations integrations;
    private final WebhookDeliveryStore store;
    private final WebhookProcessor processor;
    private final AuditTrail audit;
    private final TransactionOperations transaction;

    WebhookDeliveries(
            Integrations integrations,
            WebhookDeliveryStore store,
            WebhookProcessor processor,
            AuditTrail audit,
            TransactionOperations transaction) {
        this.integrations = integrations;
        this.store = store;
        this.processor = processor;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** The deliveries of an integration, newest first. */
    public Page<WebhookDelivery> list(UUID organizationId, UUID integrationId, PageQuery query) {
        Integration integration = integrations.get(organizationId, integrationId);
        Cursor cursor = query.cursor();
        Position before = cursor == null ? null : new Position(cursor.instant(0), cursor.text(1));
        List<WebhookDelivery> rows = store.list(integration.id(), before, query.fetchSize());
        return query.page(rows, row -> Cursor.after(row.receivedAt(), row.id()));
    }

    /**
     * Tries to store a delivery that failed, by the rules that the integration and the organization have now, because somebody wants
     * it.
     *
     * @throws ProblemException {@code not_found} if there is none with this id; {@code conflict} if it did not fail
     */
    public WebhookReceipt replay(UUID organizationId, UUID integrationId, String deliveryId) {
        ReceivingIntegration integration = integrations.receiving(organizationId, integrationId);
        Failed failed = failed(integrationId, deliveryId);
        transaction.executeWithoutResult(status -> audit.note(new Change(
                organizationId,
                "delivery.replayed",
                "integration",
                integrationId,
                null,
                Map.of("delivery_id", deliveryId))));
        return processor.process(integration, failed.delivery(), failed.receivedAt());
    }

    /** The same because it is due. */
    WebhookReceipt tryAgain(UUID organizationId, UUID integrationId, String deliveryId) {
        Failed failed = failed(integrationId, deliveryId);
        return processor.process(
                integrations.receiving(organizationId, integrationId), failed.delivery(), failed.receivedAt());
    }

    private Failed failed(UUID integrationId, String deliveryId) {
        Earlier earlier =
                store.find(integrationId, deliveryId).orElseThrow(() -> ProblemException.notFound("delivery"));
        byte[] payload = earlier.payload();
        if (payload == null || earlier.outcome() != Outcome.FAILED) {
            throw new ProblemException(ProblemType.CONFLICT, "Only deliveries that failed can be replayed.");
        }
        return new Failed(
                new Incoming(deliveryId, earlier.event(), new ReceivedPayload(payload)), earlier.receivedAt());
    }

    private record Failed(Incoming delivery, Instant receivedAt) {}
}
