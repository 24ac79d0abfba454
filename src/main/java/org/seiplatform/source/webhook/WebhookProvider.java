package org.seiplatform.source.webhook;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.seiplatform.coderepo.Provider;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.Reading;
import org.seiplatform.source.webhook.payload.Rules;
import org.seiplatform.source.webhook.payload.UnreadablePayloadException;
import org.seiplatform.source.webhook.payload.WorkflowRun;
import org.springframework.http.MediaType;

/**
 * Who sends webhooks: how its requests are signed and named, and what its payloads mean.
 *
 * <p>Each is a Spring bean in a package of its own. The address, its description, the metrics and the choice of providers for
 * integrations follow from the beans there are.
 */
public interface WebhookProvider {

    /** Whose repositories its events are about; one bean for each. */
    Provider provider();

    /** What it calls itself, such as {@code GitHub}; letters only, for it is part of the name of an operation. */
    String displayName();

    /** The forms in which its payloads may come. */
    List<MediaType> contentTypes();

    /** The headers that it sends and we read, as the description of the API lists them. */
    List<String> headers();

    /** The names of the events that are read; all others are of no interest. */
    Set<String> events();

    /** What the headers bring along to prove who sends the request; {@link WebhookSignature#NONE} where they bring nothing. */
    WebhookSignature signature(WebhookRequest request);

    /** The name of a delivery, the same for every attempt to deliver it; null where the request should have one and has not. */
    @Nullable
    String deliveryId(WebhookRequest request);

    /** The name of the event that a request tells of; null where it should have one and has not. */
    @Nullable
    String event(WebhookRequest request);

    /**
     * What the payload of an event means.
     *
     * @param event any name, not only one of {@link #events()}
     * @throws UnreadablePayloadException if the payload is not what the provider documents
     */
    Reading read(String event, Payload payload, Rules rules);

    /**
     * The run of a workflow that an event tells to be over; empty for any other event.
     *
     * @throws UnreadablePayloadException if the payload is not what the provider documents
     */
    Optional<WorkflowRun> workflowRun(String event, Payload payload);

    /** The name in addresses, in metrics and in the database. */
    default String code() {
        return provider().code();
    }
}
