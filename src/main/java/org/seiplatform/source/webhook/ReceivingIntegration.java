package org.seiplatform.source.webhook;

import java.util.List;
import java.util.UUID;

/**
 * An integration as the receiver of deliveries needs it.
 *
 * @param secrets those valid now, the current one first
 */
record ReceivingIntegration(
        UUID id, UUID organizationId, WebhookProvider provider, IntegrationContent content, List<String> secrets) {

    /** The secrets stay out of every log. */
    @Override
    public String toString() {
        return "ReceivingIntegration[" + id + "]";
    }
}
