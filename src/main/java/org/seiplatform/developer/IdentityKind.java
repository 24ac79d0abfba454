package org.seiplatform.developer;

import java.util.Locale;

/** Where an identity is known. */
public enum IdentityKind {
    EMAIL(""),
    /** A login at GitHub, or on a server of GitHub Enterprise. */
    GITHUB("github.com"),
    /** A login on a GitLab server. */
    GITLAB("gitlab.com"),
    /** A login on a server of Gitea or Forgejo. */
    GITEA("gitea.com");

    private final String publicHost;

    IdentityKind(String publicHost) {
        this.publicHost = publicHost;
    }

    /** Whether it is unique on its host only. */
    boolean isLogin() {
        return this != EMAIL;
    }

    /** The host that is meant where none is said; empty where there are no hosts. */
    String publicHost() {
        return publicHost;
    }

    /** The name in JSON and in the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
