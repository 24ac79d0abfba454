package org.seiplatform.developer.privacy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The free texts of an organization's facts: subjects, titles, names of branches. */
@Repository
class PersonalTextStore {

    private final JdbcClient jdbc;

    PersonalTextStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A column of free texts.
     *
     * @param organization the condition that a row is the organization's
     */
    private record TextColumn(String table, String column, String organization) {

        private static TextColumn ofRepository(String table, String column) {
            return new TextColumn(
                    table,
                    column,
                    "repository_id in (select id from repositories where organization_id = :organization)");
        }
    }

    /** Names of branches are left in commits and in deployments: which branch it is decides what was delivered, and whether it is a hotfix. */
    private static final List<TextColumn> COLUMNS = List.of(
            TextColumn.ofRepository("commits", "subject"),
            TextColumn.ofRepository("pull_requests", "title"),
            TextColumn.ofRepository("pull_requests", "head_ref"),
            new TextColumn("incidents", "title", "organization_id = :organization"));

    /**
     * Rewrites the texts that hold one of the terms. The state that a text belongs to stays the same statement, so that sending it
     * again changes nothing.
     */
    void rewrite(UUID organizationId, Collection<String> terms, ErasedWords words) {
        String[] patterns = terms.stream()
                .map(term -> "%" + term.replaceAll("([\\\\%_])", "\\\\$1").replace(" ", "%") + "%")
                .toArray(String[]::new);
        COLUMNS.forEach(column -> rewrite(column, organizationId, patterns, words));
    }

    private void rewrite(TextColumn column, UUID organizationId, String[] patterns, ErasedWords words) {
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        jdbc.sql("select distinct %1$s from %2$s where %3$s and %1$s ilike any(cast(:patterns as text[]))"
                        .formatted(column.column(), column.table(), column.organization()))
                .param("organization", organizationId)
                .param("patterns", patterns)
                .query(row -> {
                    String text = row.getString(1);
                    String erased = words.removedFrom(text);
                    if (!erased.equals(text)) {
                        before.add(text);
                        after.add(erased);
                    }
                });
        if (!before.isEmpty()) {
            jdbc.sql("""
                            update %2$s
                            set %1$s = text.after
                            from unnest(cast(:before as text[]), cast(:after as text[])) as text (before, after)
                            where %3$s and %1$s = text.before
                            """.formatted(column.column(), column.table(), column.organization()))
                    .param("organization", organizationId)
                    .param("before", before.toArray(String[]::new))
                    .param("after", after.toArray(String[]::new))
                    .update();
        }
    }
}
