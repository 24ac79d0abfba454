package org.seiplatform.source.webhook;

import org.jspecify.annotations.Nullable;

/**
 * A request that claims to come from an integration's provider.
 *
 * @param event what the provider's header calls the event; null where it is missing
 * @param deliveryId the same for every attempt to deliver the event; null where the provider gives none
 * @param form whether the payload is a field of a form instead of the whole body
 */
public record WebhookRequest(
        @Nullable String event, @Nullable String deliveryId, boolean form, byte[] body, Proof proof) {}
