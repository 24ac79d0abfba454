package org.seiplatform.organization.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.UUID;
import org.seiplatform.platform.security.ApiKey;
import org.seiplatform.platform.security.ApiKeys.IssuedKey;

/**
 * A new API key.
 *
 * @param details what later answers show of it, too
 * @param key the key itself, to be sent with requests; shown this once
 */
record CreatedApiKey(@JsonUnwrapped ApiKey details, String key) {

    static CreatedApiKey of(IssuedKey issued) {
        return new CreatedApiKey(issued.key(), issued.token().reveal());
    }

    UUID id() {
        return details.id();
    }
}
