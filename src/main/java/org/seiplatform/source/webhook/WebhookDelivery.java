package org.seiplatform.source.webhook;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a delivery.
 *
 * @param id the same for every attempt to deliver the event
 * @param receivedAt when it first came
 * @param detail why it was ignored or failed, or what of it could not be read and was left out; null where there is nothing to say
 */
public record WebhookDelivery(
        String id,
        String event,
        Instant receivedAt,
        Outcome outcome,
        @Nullable String detail) {

    /** How far a delivery came. */
    @Schema(name = "WebhookOutcome")
    public enum Outcome {
        /** It is kept, and is being stored or will be within seconds. */
        RECEIVED,
        /** The facts in it are stored. */
        APPLIED,
        /** There was nothing in it that we keep. */
        IGNORED,
        /** It could not be read or stored, and is kept for replay. */
        FAILED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether nothing is left to do. */
        boolean isGood() {
            return this == APPLIED || this == IGNORED;
        }
    }
}
