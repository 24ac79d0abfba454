package org.seiplatform.source.webhook;

import java.io.IOException;
import java.time.Clock;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.seiplatform.developer.privacy.ErasedPeople;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;
import org.seiplatform.source.webhook.WebhookProcessor.Incoming;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.UnreadablePayloadException;
import org.springframework.stereotype.Service;

/** Takes deliveries from providers. */
@Service
public class WebhookReceiver {

    private static final Pattern DELIVERY_ID = Pattern.compile("[A-Za-z0-9._:-]{1,200}");
    private static final Pattern EVENT = Pattern.compile("[A-Za-z0-9._ -]{1,100}");
    private static final String UNKNOWN_EVENT = "unknown";

    private final WebhookAuthenticator authenticator;
    private final WebhookProcessor processor;
    private final ErasedPeople erasedPeople;
    private final Clock clock;

    WebhookReceiver(
            WebhookAuthenticator authenticator, WebhookProcessor processor, ErasedPeople erasedPeople, Clock clock) {
        this.erasedPeople = erasedPeople;
        this.authenticator = authenticator;
        this.processor = processor;
        this.clock = clock;
    }

    /**
     * Takes in a delivery. Once this returns, its facts are stored, or it is kept for replay, or there was nothing in it to store.
     *
     * @throws ProblemException {@code unauthorized} unless the request proves who sends it; {@code malformed_request} if it does
     *     not say what it is; {@code conflict} if another payload came under the same id
     */
    public WebhookReceipt receive(WebhookProvider provider, UUID integrationId, Sent sent) throws IOException {
        ReceivingIntegration integration = authenticator.find(provider, integrationId);
        WebhookRequest request = sent.read();
        authenticator.check(provider, integration, request);
        ReceivedPayload payload = ReceivedPayload.of(request);
        String deliveryId =
                erasedPeople.words(integration.organizationId()).key(deliveryId(provider, request, payload));
        String event = event(provider, request, payload);
        return processor.process(integration, new Incoming(deliveryId, event, payload));
    }

    /** A request of which the body has not been read. */
    @FunctionalInterface
    public interface Sent {

        WebhookRequest read() throws IOException;
    }

    private static String deliveryId(WebhookProvider provider, WebhookRequest request, ReceivedPayload payload) {
        String id = request.deliveryId();
        if (id == null && provider == WebhookProvider.GITLAB) {
            return payload.idByContent();
        }
        if (id == null || !DELIVERY_ID.matcher(id).matches()) {
            throw malformed("The id of the delivery is missing or not of the documented form.");
        }
        return id;
    }

    private String event(WebhookProvider provider, WebhookRequest request, ReceivedPayload payload) {
        String event = provider == WebhookProvider.GITLAB ? objectKind(payload, request.event()) : request.event();
        if (event == null || !EVENT.matcher(event).matches()) {
            throw malformed("The name of the event is missing or not of the documented form.");
        }
        return event;
    }

    /** GitLab's header has other names, several for one kind of object; the payload tells, if it can be read. */
    private String objectKind(ReceivedPayload payload, @Nullable String header) {
        String event = null;
        try {
            Payload content = payload.read(clock.instant());
            event = content.text("/object_kind");
            if (event == null) {
                event = content.text("/event_name");
            }
        } catch (UnreadablePayloadException unreadable) {
            event = header;
        }
        return event == null ? UNKNOWN_EVENT : event;
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, detail);
    }
}
