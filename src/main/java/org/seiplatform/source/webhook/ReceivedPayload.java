package org.seiplatform.source.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.UnreadablePayloadException;

/**
 * The payload of a request, whatever form it came in.
 *
 * @param bytes JSON, if it is what it should be
 */
public record ReceivedPayload(byte[] bytes) {

    private static final String FIELD = "payload=";

    /** A body that should be a form but is not is taken as it is, so that it can be kept. */
    static ReceivedPayload of(WebhookRequest request) {
        return request.isForm() ? ofForm(request.body()) : new ReceivedPayload(request.body());
    }

    private static ReceivedPayload ofForm(byte[] body) {
        try {
            return Stream.of(new String(body, ISO_8859_1).split("&"))
                    .filter(field -> field.startsWith(FIELD))
                    .findFirst()
                    .map(field -> URLDecoder.decode(field.substring(FIELD.length()), UTF_8))
                    .map(json -> new ReceivedPayload(json.getBytes(UTF_8)))
                    .orElseGet(() -> new ReceivedPayload(body));
        } catch (IllegalArgumentException notEncoded) {
            return new ReceivedPayload(body);
        }
    }

    /**
     * Reads it.
     *
     * @param receivedAt when it first came
     * @throws UnreadablePayloadException if it is not a JSON object
     */
    public Payload read(Instant receivedAt) {
        return Payload.of(bytes, receivedAt);
    }

    /** Tells it from others. */
    byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    /** The id of a delivery whose provider gives none: the same payload says the same however often it comes. */
    public String idByContent() {
        return "sha256-" + HexFormat.of().formatHex(digest());
    }
}
