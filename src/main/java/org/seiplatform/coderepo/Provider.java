package org.seiplatform.coderepo;

import java.util.Locale;

/** Where a repository lives. */
public enum Provider {
    GITHUB("github.com"),
    GITLAB("gitlab.com"),
    /** Gitea, or Forgejo, which is told apart by nothing that it sends. */
    GITEA("gitea.com"),
    /** Anywhere else that git reaches. */
    GIT("");

    private final String publicHost;

    Provider(String publicHost) {
        this.publicHost = publicHost;
    }

    /** The host that is meant where none is said; empty where there is none. */
    String publicHost() {
        return publicHost;
    }

    /** The name in JSON and in the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if none has this name */
    public static Provider of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
