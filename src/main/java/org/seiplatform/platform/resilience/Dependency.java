package org.seiplatform.platform.resilience;

import java.util.Locale;

/** What the service calls and cannot count on. */
public enum Dependency {
    DATABASE("The database"),
    GIT("The git server"),
    REDIS("Redis"),
    TOKEN_ISSUER("The issuer of tokens"),
    VAULT("The vault");

    private final String title;

    Dependency(String title) {
        this.title = title;
    }

    /** The name in metrics, health and configuration: lower case with hyphens. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name in sentences, which it can begin. */
    public String title() {
        return title;
    }
}
