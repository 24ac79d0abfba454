package org.seiplatform.source.webhook.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything that is stored of an organization's facts, without the ids that differ from one organization to the next. */
final class StoredFacts {

    private static final List<String> OF_REPOSITORIES = List.of(
            "commits",
            "pull_requests",
            "reviews",
            "review_comments",
            "deployments",
            "overruled_attempts",
            "deliveries",
            "reached_commits",
            "delivered_changes",
            "tags");

    private final JdbcClient jdbc;
    private final UUID organizationId;

    StoredFacts(JdbcClient jdbc, UUID organizationId) {
        this.jdbc = jdbc;
        this.organizationId = organizationId;
    }

    long count(String table) {
        return rows(table).size();
    }

    /** All rows of all tables, sorted. */
    Map<String, List<String>> all() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        OF_REPOSITORIES.forEach(table -> all.put(table, rows(table)));
        all.put("incidents", rows("incidents"));
        all.put("people", people());
        return all;
    }

    List<String> rows(String table) {
        return OF_REPOSITORIES.contains(table) ? ofRepositories(table) : incidents();
    }

    /** Identities and environments by name instead of by id. */
    private List<String> ofRepositories(String table) {
        return jdbc.sql("""
                        select (to_jsonb(t) - '{repository_id,organization_id,environment_id,author_identity_id,
                                                committer_identity_id,reviewer_identity_id,deployed_by_identity_id}'::text[]
                                || jsonb_build_object(
                                    'repository', r.provider || ' ' || r.provider_id,
                                    'environment', (select e.name from environments e
                                                    where e.id = (to_jsonb(t) ->> 'environment_id')::integer),
                                    'people', (select array_agg(p.key || ' ' || i.kind || ' ' || i.value order by 1)
                                               from jsonb_each_text(to_jsonb(t)) as p
                                               join identities i on i.id::text = p.value)))::text as row
                        from %s t
                        join repositories r on r.id = t.repository_id
                        where r.organization_id = :organization
                        order by 1
                        """.formatted(table))
                .param("organization", organizationId)
                .query((row, number) -> row.getString("row"))
                .list();
    }

    /** Without the fingerprint, in which the repository is one of those ids. */
    private List<String> incidents() {
        return jdbc.sql("""
                        select (to_jsonb(t) - '{repository_id,organization_id,fingerprint}'::text[])::text as row
                        from incidents t
                        where t.organization_id = :organization
                        order by 1
                        """)
                .param("organization", organizationId)
                .query((row, number) -> row.getString("row"))
                .list();
    }

    private List<String> people() {
        return jdbc.sql("""
                        select d.name || ' ' || string_agg(i.kind || ':' || i.value, ' ' order by i.kind, i.value) as row
                        from developers d
                        join identities i on i.developer_id = d.id
                        where d.organization_id = :organization
                        group by d.id
                        order by 1
                        """)
                .param("organization", organizationId)
                .query((row, number) -> row.getString("row"))
                .list();
    }
}
