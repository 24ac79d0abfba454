package org.seiplatform.source.webhook.github;

import java.time.Duration;
import java.time.Instant;
import org.seiplatform.source.webhook.HmacSha256;
import org.seiplatform.source.webhook.WebhookSignature;

/** HMAC-SHA256 of the body, as {@code sha256=} and hexadecimal digits. */
record HubSignature(String header) implements WebhookSignature {

    @Override
    public boolean holds(String secret, byte[] body, Instant now, Duration clockSkew) {
        return HmacSha256.isHexOf(secret, body, "sha256=", header);
    }
}
