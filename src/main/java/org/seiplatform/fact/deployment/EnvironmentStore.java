package org.seiplatform.fact.deployment;

import static org.seiplatform.platform.persistence.Columns.texts;

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

    /** The ids of the environments with these keys; those that do not exist are missing. */
    Map<String, Integer> find(UUID organizationId, Collection<String> keys) {
        Map<String, Integer> ids = new HashMap<>();
        jdbc.sql("""
                        select key, id from environments
                        where organization_id = :organization and key = any(cast(:keys as text[]))
                        """)
                .param("organization", organizationId)
                .param("keys", texts(keys, key -> key))
                .query(row -> {
                    ids.put(row.getString("key"), row.getInt("id"));
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
    void add(UUID organizationId, Map<String, String> namesByKey, Predicate<String> production) {
        jdbc.sql("""
                        insert into environments (organization_id, key, name, production)
                        select :organization, named.key, named.name, named.production
                        from unnest(cast(:keys as text[]), cast(:names as text[]), cast(:production as boolean[]))
                             as named (key, name, production)
                        order by named.key
                        on conflict (organization_id, key) do nothing
                        """)
                .param("organization", organizationId)
                .param("keys", texts(namesByKey.keySet(), key -> key))
                .param("names", texts(namesByKey.values(), name -> name))
                .param("production", texts(namesByKey.values(), production::test))
                .update();
    }
}
