package org.seiplatform.source.webhook.gitlab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.seiplatform.source.webhook.HmacSha256;
import org.seiplatform.source.webhook.WebhookSignature;

/** A signature after the Standard Webhooks specification, over id, time and body. */
record StandardSignature(String id, String timestamp, String signatures) implements WebhookSignature {

    private static final String KEY_PREFIX = "whsec_";

    @Override
    public boolean holds(String secret, byte[] body, Instant now, Duration clockSkew) {
        byte[] key = key(secret);
        if (key == null || !recent(now, clockSkew)) {
            return false;
        }
        byte[] expected =
                ("v1," + Base64.getEncoder().encodeToString(HmacSha256.of(key, signed(body)))).getBytes(UTF_8);
        // Several signatures, separated by spaces, are how a sender passes from one secret to the next.
        return Stream.of(signatures.split(" "))
                .map(signature -> MessageDigest.isEqual(expected, signature.getBytes(UTF_8)))
                .reduce(false, Boolean::logicalOr);
    }

    private byte[] signed(byte[] body) {
        byte[] head = (id + "." + timestamp + ".").getBytes(UTF_8);
        byte[] signed = new byte[head.length + body.length];
        System.arraycopy(head, 0, signed, 0, head.length);
        System.arraycopy(body, 0, signed, head.length, body.length);
        return signed;
    }

    private boolean recent(Instant now, Duration clockSkew) {
        try {
            Instant sentAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
            return Duration.between(sentAt, now).abs().compareTo(clockSkew) <= 0;
        } catch (RuntimeException notATime) {
            return false;
        }
    }

    private static byte @Nullable [] key(String secret) {
        if (!secret.startsWith(KEY_PREFIX)) {
            return null;
        }
        try {
            byte[] key = Base64.getDecoder().decode(secret.substring(KEY_PREFIX.length()));
            return key.length == 0 ? null : key;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
