package org.seiplatform.organization;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** The table {@code pending_matches}, and the columns that it says are not up to date. */
@Repository
class PendingMatchStore {

    private final JdbcClient jdbc;

    PendingMatchStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param after the id of the last row that has been matched; null before the first */
    record PendingMatch(
            UUID organizationId,
            MatchedColumn column,
            @Nullable String after) {}

    record NamedRow(String id, String name, boolean matches) {}

    /** Waits for whoever is matching the organization's rows by the pattern as it was, and has them begin again. */
    void begin(UUID organizationId, MatchedColumn column, Instant now) {
        jdbc.sql("""
                        insert into pending_matches (organization_id, subject, due_at) values (:organization, :subject, :now)
                        on conflict (organization_id, subject) do update set after_id = null, due_at = excluded.due_at
                        """)
                .param("organization", organizationId)
                .param("subject", code(column))
                .param("now", now.atOffset(UTC))
                .update();
    }

    /**
     * What has been due for longest, out of the way of other instances.
     *
     * @param organizationId of one organization; null for all
     */
    Optional<PendingMatch> next(@Nullable UUID organizationId, Instant now) {
        return jdbc.sql("""
                        select organization_id, subject, after_id from pending_matches
                        where due_at <= :now %s
                        order by due_at
                        limit 1
                        for update skip locked
                        """.formatted(organizationId == null ? "" : "and organization_id = :organization"))
                .param("now", now.atOffset(UTC))
                .param("organization", organizationId)
                .query((row, number) -> new PendingMatch(
                        row.getObject("organization_id", UUID.class),
                        MatchedColumn.valueOf(row.getString("subject").toUpperCase(Locale.ROOT)),
                        row.getString("after_id")))
                .optional();
    }

    /** Asked for only once the pending match is locked: from then on nobody changes the pattern without beginning again. */
    String pattern(PendingMatch pending) {
        return jdbc.sql(pending.column().selectPattern())
                .param("organization", pending.organizationId())
                .query(String.class)
                .single();
    }

    List<NamedRow> rows(PendingMatch pending, int limit) {
        return jdbc.sql(pending.column().selectRows(pending.after()))
                .param("organization", pending.organizationId())
                .param("after", pending.after())
                .param("limit", limit)
                .query((row, number) ->
                        new NamedRow(row.getString("id"), row.getString("name"), row.getBoolean("matches")))
                .list();
    }

    void turn(MatchedColumn column, List<String> ids) {
        jdbc.sql(column.updateRows()).param("ids", ids.toArray(String[]::new)).update();
    }

    /** Lets others that are due go first. */
    void advance(PendingMatch pending, @Nullable String after, Instant dueAt) {
        statement(
                        "update pending_matches set after_id = :after, due_at = :dueAt where organization_id = :organization and subject = :subject",
                        pending)
                .param("after", after)
                .param("dueAt", dueAt.atOffset(UTC))
                .update();
    }

    void remove(PendingMatch pending) {
        statement("delete from pending_matches where organization_id = :organization and subject = :subject", pending)
                .update();
    }

    private StatementSpec statement(String sql, PendingMatch pending) {
        return jdbc.sql(sql).param("organization", pending.organizationId()).param("subject", code(pending.column()));
    }

    private static String code(MatchedColumn column) {
        return column.name().toLowerCase(Locale.ROOT);
    }
}
