package org.seiplatform.source.webhook;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.coderepo.Provider;
import org.seiplatform.platform.web.Versioned;

/**
 * A webhook of an organization at a provider. Its secret is not part of it: that is shown once and never again.
 *
 * @param previousSecretUntil until when the secret before the last rotation is accepted, too; null if there is none
 */
public record Integration(
        UUID id,
        Provider provider,
        IntegrationContent content,
        @Nullable Instant previousSecretUntil,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    /**
     * An integration together with the one chance to see its secret.
     *
     * @param secret what the provider is to be given
     */
    public record WithSecret(Integration integration, String secret) {

        /** The secret stays out of every log. */
        @Override
        public String toString() {
            return "WithSecret[integration=" + integration + ", secret=...]";
        }
    }
}
