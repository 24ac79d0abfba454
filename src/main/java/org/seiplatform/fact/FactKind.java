package org.seiplatform.fact;

import java.util.Locale;

/**
 * The kinds of facts. What one refers to comes before it: facts are stored in this order, and deleted in the opposite one. For each
 * there is a {@link FactType}.
 */
public enum FactKind {
    COMMIT,
    PULL_REQUEST,
    DEPLOYMENT,
    INCIDENT;

    /** The name in metrics, and in the column {@code <code>_retention_seconds} of organizations. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
