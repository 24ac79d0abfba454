package org.seiplatform.source.webhook;

import java.time.Duration;
import java.time.Instant;

/**
 * What a request brings along to prove that its sender knows a secret. Implementations compare in time that does not depend on the
 * secret.
 */
@FunctionalInterface
public interface WebhookSignature {

    /** No signature at all. */
    WebhookSignature NONE = (secret, body, now, clockSkew) -> false;

    /**
     * Whether it proves knowledge of this secret.
     *
     * @param body as it came
     * @param now when the request came
     * @param clockSkew how far the time of a signature may be from that
     */
    boolean holds(String secret, byte[] body, Instant now, Duration clockSkew);
}
