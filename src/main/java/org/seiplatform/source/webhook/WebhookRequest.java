package org.seiplatform.source.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * A request that claims to come from an integration's provider.
 *
 * @param body as it came, which is what is signed
 */
public record WebhookRequest(HttpHeaders headers, byte[] body, Instant receivedAt) {

    /** The value of a header; several are joined by commas, null where there is none. */
    public @Nullable String header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : String.join(",", values);
    }

    /** What the body holds, whatever form it came in. */
    public ReceivedPayload payload() {
        return ReceivedPayload.of(this);
    }

    /** Whether the payload is a field of a form instead of the whole body. */
    boolean isForm() {
        return MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(headers.getContentType());
    }
}
