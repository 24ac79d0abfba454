package org.seiplatform.coderepo;

import java.util.Locale;

/** Where a repository lives. */
public enum Provider {
    GITHUB,
    GITLAB,
    /** Anywhere else that git reaches. */
    GIT;

    /** The name in JSON and in the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Provider of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
