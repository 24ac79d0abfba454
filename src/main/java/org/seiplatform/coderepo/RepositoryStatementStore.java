package org.seiplatform.coderepo;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps what is said of repositories: every value with the latest time as of which it was said. */
@Repository
class RepositoryStatementStore {

    /** A sender who renames a repository again and again must not fill the table. */
    private static final int KEPT = 50;

    private final JdbcClient jdbc;

    RepositoryStatementStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Adds what is said, unless it was said as of a later time already. The repository stays locked, so that of two who say something
     * the second sees what the first has said.
     *
     * @return what is new, be it that the same was said as of an earlier time
     */
    Set<RepositoryField> add(UUID repositoryId, Map<RepositoryField, String> values, Instant asOf) {
        Set<RepositoryField> added = EnumSet.noneOf(RepositoryField.class);
        jdbc.sql("""
                        with repository as (
                            select id from repositories where id = :repository for no key update
                        ), said as (
                            select repository.id as repository_id, one.field, one.value
                            from repository
                            cross join unnest(cast(:fields as text[]), cast(:values as text[])) as one (field, value)
                        ), again as (
                            update repository_statements s set as_of = :asOf
                            from said
                            where s.repository_id = said.repository_id and s.field = said.field and s.value = said.value
                              and s.as_of < :asOf
                            returning s.field
                        ), first as (
                            insert into repository_statements (repository_id, field, value, as_of)
                            select repository_id, field, value, :asOf
                            from said
                            where not exists (select from repository_statements s
                                              where s.repository_id = said.repository_id and s.field = said.field
                                                and s.value = said.value)
                            returning field
                        )
                        select field from again union select field from first
                        """)
                .param("repository", repositoryId)
                .param("asOf", asOf.atOffset(UTC))
                .param("fields", texts(values.keySet()))
                .param("values", values.values().toArray(String[]::new))
                .query(row -> {
                    added.add(RepositoryField.of(row.getString("field")));
                });
        return added;
    }

    /** What is to change: the latest word on it is another, and no person set it, or a payload has said the same since one did. */
    Map<RepositoryField, String> news(UUID repositoryId) {
        Map<RepositoryField, String> news = new EnumMap<>(RepositoryField.class);
        jdbc.sql("""
                        select known.field, latest.value
                        from repositories r
                        cross join lateral (values ('name', r.name, r.name_set_at), ('url', r.url, r.url_set_at),
                                                   ('default_branch', r.default_branch, r.default_branch_set_at))
                                   as known (field, value, set_at)
                        cross join lateral (select s.value
                                            from repository_statements s
                                            where s.repository_id = r.id and s.field = known.field
                                            order by s.as_of desc, s.value desc
                                            limit 1) latest
                        where r.id = :repository and latest.value is distinct from known.value
                          and (known.set_at is null
                               or exists (select from repository_statements same
                                          where same.repository_id = r.id and same.field = known.field
                                            and same.value = known.value and same.as_of > known.set_at))
                        """).param("repository", repositoryId).query(row -> {
            news.put(RepositoryField.of(row.getString("field")), row.getString("value"));
        });
        return news;
    }

    /** Forgets what was said longest ago of a repository of which too much was said. */
    void trim(UUID repositoryId) {
        jdbc.sql("""
                        delete from repository_statements
                        where number in (select number
                                         from (select number, row_number() over (partition by field
                                                                                 order by as_of desc, value desc) as place
                                               from repository_statements
                                               where repository_id = :repository) ranked
                                         where place > :kept)
                        """).param("repository", repositoryId).param("kept", KEPT).update();
    }

    private static String[] texts(Collection<RepositoryField> fields) {
        return fields.stream().map(RepositoryField::column).toArray(String[]::new);
    }
}
