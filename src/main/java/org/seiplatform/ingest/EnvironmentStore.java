package org.seiplatform.ingest;

import static org.seiplatform.ingest.Columns.texts;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
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

    /** Which environments are production; it stays as it is until the transaction ends, so that none is added by an old pattern. */
    String productionPattern(UUID organizationId) {
        return jdbc.sql("select production_environment_pattern from organizations where id = :organization for share")
                .param("organization", organizationId)
                .query(String.class)
                .single();
    }

    /** Adds environments, those that exist excepted, in one order for all, so that no two transactions wait for each other. */
    void add(UUID organizationId, Collection<String> names, Predicate<String> production) {
        jdbc.sql("""
                        insert into environments (organization_id, name, production)
                        select :organization, named.name, named.production
                        from unnest(cast(:names as text[]), cast(:production as boolean[])) as named (name, production)
                        order by named.name
                        on conflict (organization_id, name) do nothing
                        """)
                .param("organization", organizationId)
                .param("names", texts(names, name -> name))
                .param("production", texts(names, production::test))
                .update();
    }
}
