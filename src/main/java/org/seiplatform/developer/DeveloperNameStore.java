package org.seiplatform.developer;

import static org.seiplatform.platform.persistence.Columns.texts;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the names that developers were seen under, apart from the one that they are called by: texts may speak of them so. */
@Repository
class DeveloperNameStore {

    private static final int MOST_NAMES = 1_000;

    private final JdbcClient jdbc;

    DeveloperNameStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether these names of developers are kept. */
    boolean know(Map<UUID, Set<String>> names) {
        return names.isEmpty()
                || unknown(names, "select not exists (select %s)")
                        .query(Boolean.class)
                        .single();
    }

    void keep(Map<UUID, Set<String>> names) {
        if (!names.isEmpty()) {
            unknown(names, "insert into developer_names (developer_id, name) select d.id, seen.name %s")
                    .update();
        }
    }

    /** One developer has a few names; one who has many is none. */
    private JdbcClient.StatementSpec unknown(Map<UUID, Set<String>> names, String statement) {
        List<Map.Entry<UUID, String>> each = names.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(name -> Map.entry(entry.getKey(), name)))
                .toList();
        return jdbc.sql(statement.formatted("""
                        from unnest(cast(:developers as uuid[]), cast(:names as text[])) as seen (developer_id, name)
                        join developers d on d.id = seen.developer_id and d.erased_at is null and d.name <> seen.name
                        where not exists (select from developer_names n
                                          where n.developer_id = d.id and n.name = seen.name)
                          and (select count(*) from developer_names n where n.developer_id = d.id) < %d
                        """.formatted(MOST_NAMES)))
                .param("developers", texts(each, Map.Entry::getKey))
                .param("names", texts(each, Map.Entry::getValue));
    }
}
