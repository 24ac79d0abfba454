package org.seiplatform.organization;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code organization_data_versions}. */
@Repository
class DataVersionStore {

    private final JdbcClient jdbc;

    DataVersionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void bump(UUID organizationId, Instant now) {
        jdbc.sql("""
                        insert into organization_data_versions (organization_id, version, changed_at)
                        values (:organization, 1, :now)
                        on conflict (organization_id) do update
                        set version = organization_data_versions.version + 1, changed_at = excluded.changed_at
                        """)
                .param("organization", organizationId)
                .param("now", now.atOffset(UTC))
                .update();
    }
}
