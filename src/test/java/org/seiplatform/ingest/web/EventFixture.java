package org.seiplatform.ingest.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Bodies of events with as little in them as is allowed, and repositories to send them for. */
final class EventFixture {

    private EventFixture() {}

    static UUID repository(JdbcClient jdbc, UUID organizationId) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into repositories (id, organization_id, name, provider, provider_id, created_at, updated_at)
                        values (:id, :organization, 'r', 'github', :id, now(), now())
                        """).param("id", id).param("organization", organizationId).update();
        return id;
    }

    /** A sha that is the same for the same number. */
    static String sha(long number) {
        return "%040x".formatted(number);
    }

    static Map<String, Object> commit(UUID repositoryId, long number) {
        Map<String, Object> commit = new LinkedHashMap<>();
        commit.put("repository_id", repositoryId);
        commit.put("sha", sha(number));
        commit.put("authored_at", "2026-03-01T09:00:00Z");
        commit.put("committed_at", "2026-03-01T10:00:00Z");
        return commit;
    }
}
