package org.seiplatform.platform.security;

import java.util.Locale;
import java.util.Set;

/** What a caller may do. A role includes others; only {@link #INGEST} stands beside the line of the others. */
public enum Role {
    /** Reads everything of its organization. */
    VIEWER,
    /** Sends events and nothing else: what a CI job holds. */
    INGEST,
    /** Reads, and changes teams, developers and repositories. */
    MANAGER,
    /** Does everything within its organization. */
    ADMIN,
    /** Runs the installation: creates organizations, and acts for any of them by naming it. */
    OPERATOR;

    /** Whether who has this role may do what the other is needed for. */
    public boolean includes(Role other) {
        return switch (this) {
            case VIEWER -> other == VIEWER;
            case INGEST -> other == INGEST;
            case MANAGER -> Set.of(VIEWER, MANAGER).contains(other);
            case ADMIN -> other != OPERATOR;
            case OPERATOR -> true;
        };
    }

    /** The name in JSON, in the database and in tokens. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
