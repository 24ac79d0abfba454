package org.seiplatform.platform.audit;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.audit.AuditEvent.Outcome;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the tables {@code audit_events} and {@code audit_heads}. */
@Repository
class AuditStore {

    private final JdbcClient jdbc;

    AuditStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The last link of a chain. */
    record Head(long position, byte[] hash) {}

    /** An entry with the hashes it is stored with. */
    record Link(AuditEntry entry, byte[] previousHash, byte[] hash) {}

    /** Takes the head of a chain; other writers of the chain wait until this transaction ends. */
    Head lock(UUID chain) {
        return jdbc.sql("""
                        insert into audit_heads (chain, position, hash) values (:chain, 0, '')
                        on conflict (chain) do update set position = audit_heads.position
                        returning position, hash
                        """)
                .param("chain", chain)
                .query((row, number) -> new Head(row.getLong("position"), row.getBytes("hash")))
                .single();
    }

    void append(Link link) {
        AuditEntry entry = link.entry();
        jdbc.sql("""
                        with head as (
                            update audit_heads set position = :position, hash = :hash where chain = :chain
                        )
                        insert into audit_events (id, organization_id, chain, position, occurred_at, outcome, actor, actor_role,
                                                  action, object_type, object_id, before, after, request_id, address,
                                                  previous_hash, hash)
                        values (:id, :organization, :chain, :position, :at, :outcome, :actor, :role, :action, :objectType,
                                :objectId, :before::json, :after::json, :request, :address, :previous, :hash)
                        """)
                .param("id", entry.id())
                .param("organization", entry.organizationId(), Types.OTHER)
                .param("chain", entry.chain())
                .param("position", entry.position())
                .param("at", entry.occurredAt().atOffset(UTC))
                .param("outcome", entry.outcome().name().toLowerCase(Locale.ROOT))
                .param("actor", entry.actor())
                .param("role", entry.actorRole(), Types.VARCHAR)
                .param("action", entry.action())
                .param("objectType", entry.objectType(), Types.VARCHAR)
                .param("objectId", entry.objectId(), Types.VARCHAR)
                .param("before", entry.before(), Types.VARCHAR)
                .param("after", entry.after(), Types.VARCHAR)
                .param("request", entry.requestId(), Types.VARCHAR)
                .param("address", entry.address(), Types.VARCHAR)
                .param("previous", link.previousHash())
                .param("hash", link.hash())
                .update();
    }

    /** Newest first. */
    List<Link> list(UUID chain, AuditFilter filter, long before, int limit) {
        return jdbc.sql("""
                        select * from audit_events
                        where chain = :chain and position < :before
                          and (:action::text is null or action = :action)
                          and (:actor::text is null or actor = :actor)
                          and (:outcome::text is null or outcome = :outcome)
                          and (:objectType::text is null or object_type = :objectType)
                          and (:objectId::text is null or object_id = :objectId)
                          and (:start::timestamptz is null or occurred_at >= :start)
                          and (:end::timestamptz is null or occurred_at < :end)
                        order by position desc
                        limit :limit
                        """)
                .param("chain", chain)
                .param("before", before)
                .param("action", filter.action(), Types.VARCHAR)
                .param("actor", filter.actor(), Types.VARCHAR)
                .param(
                        "outcome",
                        filter.outcome() == null
                                ? null
                                : filter.outcome().name().toLowerCase(Locale.ROOT),
                        Types.VARCHAR)
                .param("objectType", filter.objectType(), Types.VARCHAR)
                .param("objectId", filter.objectId(), Types.VARCHAR)
                .param("start", utc(filter.start()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("end", utc(filter.end()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("limit", limit)
                .query((row, number) -> link(row))
                .list();
    }

    /** The links of a chain after a position, in order. */
    List<Link> after(UUID chain, long position, int limit) {
        return jdbc.sql("""
                        select * from audit_events where chain = :chain and position > :position order by position limit :limit
                        """)
                .param("chain", chain)
                .param("position", position)
                .param("limit", limit)
                .query((row, number) -> link(row))
                .list();
    }

    /** Where the chain ends and where retention has cut it; position 0 for a chain that has not begun. */
    Extent extent(UUID chain) {
        return jdbc.sql("select position, hash, removed_until from audit_heads where chain = :chain")
                .param("chain", chain)
                .query((row, number) -> new Extent(
                        new Head(row.getLong("position"), row.getBytes("hash")), row.getLong("removed_until")))
                .optional()
                .orElse(new Extent(new Head(0, new byte[0]), 0));
    }

    /** @param removedUntil the last position that retention removed; 0 for none */
    record Extent(Head head, long removedUntil) {}

    /** Removes what happened before an instant, the oldest first; says how many. Their absence is noted in the heads. */
    int removeBefore(Instant cut, int limit) {
        jdbc.sql("select set_config('sei.audit_retention', 'on', true)")
                .query(String.class)
                .single();
        return jdbc.sql("""
                        with ended as (
                            -- Whole beginnings of chains, even where the clocks of instances disagree. Each is read up to its end.
                            select h.chain,
                                   coalesce((select e.position
                                             from audit_events e
                                             where e.chain = h.chain and e.occurred_at >= :cut
                                             order by e.position
                                             limit 1) - 1,
                                            h.position) as until
                            from audit_heads h
                        ), doomed as (
                            select e.id
                            from audit_events e
                            join ended using (chain)
                            where e.position <= ended.until
                            order by e.chain, e.position
                            limit :limit
                        ), removed as (
                            delete from audit_events e using doomed d where e.id = d.id returning e.chain, e.position
                        ), noted as (
                            update audit_heads h set removed_until = greatest(h.removed_until, r.position)
                            from (select chain, max(position) as position from removed group by chain) r
                            where h.chain = r.chain
                        )
                        select count(*) from removed
                        """)
                .param("cut", cut.atOffset(UTC))
                .param("limit", limit)
                .query(Integer.class)
                .single();
    }

    private static Link link(ResultSet row) throws SQLException {
        return new Link(
                new AuditEntry(
                        row.getObject("id", UUID.class),
                        row.getObject("organization_id", UUID.class),
                        row.getLong("position"),
                        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                        Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                        row.getString("actor"),
                        row.getString("actor_role"),
                        row.getString("action"),
                        row.getString("object_type"),
                        row.getString("object_id"),
                        row.getString("before"),
                        row.getString("after"),
                        row.getString("request_id"),
                        row.getString("address")),
                row.getBytes("previous_hash"),
                row.getBytes("hash"));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(UTC);
    }
}
