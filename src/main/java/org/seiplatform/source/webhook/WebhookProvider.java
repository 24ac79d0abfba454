package org.seiplatform.source.webhook;

import java.util.Locale;

/** Who sends webhooks. */
public enum WebhookProvider {
    GITHUB,
    GITLAB;

    /** The name in JSON, in addresses and in the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
