package org.seiplatform.source.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The body of an event: with as little in it as is allowed, until a test says more. */
final class EventBody extends LinkedHashMap<String, Object> {

    static EventBody commit(UUID repositoryId, long number) {
        return new EventBody()
                .with("repository_id", repositoryId)
                .with("sha", sha(number))
                .with("authored_at", "2026-03-01T09:00:00Z")
                .with("committed_at", "2026-03-01T10:00:00Z")
                .with("updated_at", "2026-03-01T10:00:00Z");
    }

    static EventBody pullRequest(UUID repositoryId, long number) {
        return new EventBody()
                .with("repository_id", repositoryId)
                .with("number", number)
                .with("state", "open")
                .with("opened_at", "2026-03-02T09:00:00Z")
                .with("updated_at", "2026-03-02T09:00:00Z");
    }

    static EventBody deployment(UUID repositoryId, String externalId) {
        return new EventBody()
                .with("repository_id", repositoryId)
                .with("external_id", externalId)
                .with("environment", "production")
                .with("commit_sha", sha(1))
                .with("status", "success")
                .with("finished_at", "2026-03-03T09:00:00Z")
                .with("updated_at", "2026-03-03T09:00:00Z");
    }

    static EventBody incident(String externalId) {
        return new EventBody()
                .with("external_id", externalId)
                .with("opened_at", "2026-03-04T09:00:00Z")
                .with("updated_at", "2026-03-04T09:00:00Z");
    }

    static Map<String, Object> person(String name, String email, String login) {
        return Map.of("name", name, "email", email, "login", login);
    }

    /** A sha that is the same for the same number. */
    static String sha(long number) {
        return "%040x".formatted(number);
    }

    EventBody with(String field, Object value) {
        put(field, value);
        return this;
    }

    EventBody without(String field) {
        remove(field);
        return this;
    }
}
