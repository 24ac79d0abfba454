package org.seiplatform.organization;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.seiplatform.platform.dataversion.Version;
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

    /** Says that nothing older than the version of the transaction at hand may be shown any more; the version must have been bumped. */
    void clear(UUID organizationId) {
        jdbc.sql(
                        "update organization_data_versions set cleared_version = version where organization_id = :organization")
                .param("organization", organizationId)
                .update();
    }

    /** The versions of these organizations; of those whose data were never changed, none. */
    Map<String, Version> read(Collection<String> organizationIds) {
        Map<String, Version> versions = new HashMap<>();
        jdbc.sql("""
                        select organization_id, version, cast(extract(epoch from changed_at) * 1000000 as bigint) as stamp,
                               cleared_version
                        from organization_data_versions
                        where organization_id = any(cast(:organizations as uuid[]))
                        """)
                .param("organizations", organizationIds.toArray(String[]::new))
                .query(row -> {
                    versions.put(
                            row.getString("organization_id"),
                            new Version(row.getLong("version"), row.getLong("stamp"), row.getLong("cleared_version")));
                });
        return versions;
    }
}
