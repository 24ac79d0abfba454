package org.seiplatform.developer;

import java.util.Locale;

/** Where an identity is known. */
public enum IdentityKind {
    EMAIL,
    /** A login at GitHub. */
    GITHUB,
    /** A login at GitLab. */
    GITLAB;

    /** The name in JSON and in the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
