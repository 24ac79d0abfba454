package org.seiplatform.source.webhook.payload;

/** Says what the payloads of one event type mean; depends on nothing but its arguments. */
@FunctionalInterface
public interface EventAdapter {

    /** @throws UnreadablePayloadException if the payload is not what the provider documents */
    Reading read(Payload payload, Rules rules);
}
