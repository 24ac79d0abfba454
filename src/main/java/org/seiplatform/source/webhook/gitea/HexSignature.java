package org.seiplatform.source.webhook.gitea;

import java.time.Duration;
import java.time.Instant;
import org.seiplatform.source.webhook.HmacSha256;
import org.seiplatform.source.webhook.WebhookSignature;

/** HMAC-SHA256 of the body in hexadecimal digits, without anything before them. */
record HexSignature(String header) implements WebhookSignature {

    @Override
    public boolean holds(String secret, byte[] body, Instant now, Duration clockSkew) {
        return HmacSha256.isHexOf(secret, body, "", header);
    }
}
