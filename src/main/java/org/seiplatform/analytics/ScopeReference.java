package org.seiplatform.analytics;

import java.util.Locale;
import java.util.UUID;

/** What a question is about: an organization, a team (the repositories it owns now) or a repository. */
public record ScopeReference(Type type, UUID id) {

    /** The kinds of scope. */
    public enum Type {
        ORGANIZATION,
        TEAM,
        REPOSITORY;

        String noun() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The query parameter that names a scope of this kind. */
        public String parameter() {
            return noun() + "_id";
        }
    }
}
