package org.seiplatform.source.webhook;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of a delivery.
 *
 * @param detail why it was ignored or failed, or what of it could not be read and was left out; null where there is nothing to say
 */
public record WebhookReceipt(
        String deliveryId,
        String event,
        Result result,
        @Nullable String detail) {

    /** What the delivery has led to. */
    @Schema(name = "WebhookResult")
    public enum Result {
        /** It is kept, and will be stored within seconds. */
        RECEIVED,
        /** The facts in it are stored. */
        APPLIED,
        /** There is nothing in it that we keep. */
        IGNORED,
        /** It came before; nothing was done again. */
        DUPLICATE,
        /** It could not be read or applied, and is kept for replay. */
        FAILED
    }
}
