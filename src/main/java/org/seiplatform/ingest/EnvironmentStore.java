package org.seiplatform.ingest;

import static org.seiplatform.ingest.Columns.texts;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the table {@code environments}. */
@Repository
class EnvironmentStore {

    private final JdbcClient jdbc;

    EnvironmentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The ids of the environments with these names; those that do not exist are missing. */
    Map<String, Integer> find(UUID organizationId, Collection<String> names) {
        Map<String, Integer> ids = new HashMap<>();
        jdbc.sql("""
                        select name, id from environments
                        where organization_id = :organization and name = any(cast(:names as text[]))
                        """)
                .param("organization", organizationId)
                .param("names", texts(names, name -> name))
                .query(row -> {
                    ids.put(row.getString("name"), row.getInt("id"));
                });
        return ids;
    }

    /** Adds environments, those that exist excepted, in one order for all, so that no two transactions wait for each other. */
    void add(UUID organizationId, Collection<String> names) {
        jdbc.sql("""
                        insert into environments (organization_id, name, production)
                        select o.id, named.name, named.name ~ o.production_environment_pattern
                        from organizations o
                        cross join unnest(cast(:names as text[])) as named (name)
                        where o.id = :organization
                        order by named.name
                        on conflict (organization_id, name) do nothing
                        """)
                .param("organization", organizationId)
                .param("names", texts(names, name -> name))
                .update();
    }
}
