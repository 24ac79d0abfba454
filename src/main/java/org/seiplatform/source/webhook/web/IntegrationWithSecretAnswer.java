package org.seiplatform.source.webhook.web;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.seiplatform.platform.web.PublicAddress;
import org.seiplatform.platform.web.Versioned;
import org.seiplatform.source.webhook.Integration;

/**
 * An integration whose secret is new.
 *
 * @param details what later answers show of it, too
 * @param secret what the provider is to be given; shown this once
 */
record IntegrationWithSecretAnswer(@JsonUnwrapped IntegrationAnswer details, String secret) implements Versioned {

    static IntegrationWithSecretAnswer of(Integration.WithSecret created, PublicAddress address) {
        return new IntegrationWithSecretAnswer(IntegrationAnswer.of(created.integration(), address), created.secret());
    }

    @JsonIgnore
    @Override
    public long version() {
        return details.version();
    }
}
