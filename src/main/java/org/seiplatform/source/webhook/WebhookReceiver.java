package org.seiplatform.source.webhook;

import java.io.IOException;
import java.time.Clock;
import java.util.UUID;
import java.util.regex.Pattern;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;
import org.seiplatform.source.webhook.WebhookProcessor.Incoming;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Service;

/** Takes deliveries from providers. */
@Service
public class WebhookReceiver {

    private static final Pattern DELIVERY_ID = Pattern.compile("[A-Za-z0-9._:-]{1,200}");
    private static final Pattern EVENT = Pattern.compile("[A-Za-z0-9._ -]{1,100}");

    private final WebhookAuthenticator authenticator;
    private final WebhookInbox inbox;
    private final Clock clock;

    WebhookReceiver(WebhookAuthenticator authenticator, WebhookInbox inbox, Clock clock) {
        this.authenticator = authenticator;
        this.inbox = inbox;
        this.clock = clock;
    }

    /**
     * Takes in a delivery. Once this returns, its facts are stored, or it is kept and they will be, or it is kept for replay, or there
     * was nothing in it to store.
     *
     * @throws ProblemException {@code unauthorized} unless the request proves who sends it; {@code malformed_request} if it does
     *     not say what it is; {@code conflict} if another payload came under the same id
     */
    public WebhookReceipt receive(WebhookProvider provider, UUID integrationId, HttpHeaders headers, Body body)
            throws IOException {
        ReceivingIntegration integration = authenticator.find(provider, integrationId);
        WebhookRequest request = new WebhookRequest(headers, body.read(), clock.instant());
        authenticator.check(integration, request);
        String deliveryId = deliveryId(provider, request);
        return inbox.take(integration, new Incoming(deliveryId, event(provider, request), request.payload()));
    }

    /** A body that has not been read: it is not worth reading before its integration is known. */
    @FunctionalInterface
    public interface Body {

        byte[] read() throws IOException;
    }

    private static String deliveryId(WebhookProvider provider, WebhookRequest request) {
        String id = provider.deliveryId(request);
        if (id == null || !DELIVERY_ID.matcher(id).matches()) {
            throw malformed("The id of the delivery is missing or not of the documented form.");
        }
        return id;
    }

    private static String event(WebhookProvider provider, WebhookRequest request) {
        String event = provider.event(request);
        if (event == null || !EVENT.matcher(event).matches()) {
            throw malformed("The name of the event is missing or not of the documented form.");
        }
        return event;
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, detail);
    }
}
