package org.seiplatform.source.webhook.gitlab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import org.seiplatform.source.webhook.HmacSha256;
import org.seiplatform.source.webhook.WebhookSignature;

/** The secret itself, which is no signature, but all that older versions send. */
record SecretToken(String header) implements WebhookSignature {

    private static final byte[] KEY = "sei webhook token".getBytes(UTF_8);

    @Override
    public boolean holds(String secret, byte[] body, Instant now, Duration clockSkew) {
        // Of the same length whatever was sent: comparing the secrets themselves would tell how long ours is.
        return MessageDigest.isEqual(
                HmacSha256.of(KEY, secret.getBytes(UTF_8)), HmacSha256.of(KEY, header.getBytes(UTF_8)));
    }

    /** The token stays out of every log. */
    @Override
    public String toString() {
        return "SecretToken[...]";
    }
}
