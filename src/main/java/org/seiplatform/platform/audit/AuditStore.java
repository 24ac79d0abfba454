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

/** The table {@code audit_events}. */
@Repository
class AuditStore {

    private final JdbcClient jdbc;

    AuditStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An entry with the hashes it is stored with.
     *
     * @param redactionSeal null for an entry that is as it was written
     */
    record Link(AuditEntry entry, byte[] previousHash, byte[] hash, byte @Nullable [] redactionSeal) {}

    void append(Link link) {
        AuditEntry entry = link.entry();
        jdbc.sql("""
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

    /** Replaces what is said of an object before and after. */
    void redact(AuditEntry left, byte[] seal) {
        jdbc.sql("select set_config('sei.audit_redaction', 'on', true)")
                .query(String.class)
                .single();
        jdbc.sql("""
                        update audit_events
                        set before = :before::json, after = :after::json, redaction_seal = :seal
                        where chain = :chain and position = :position
                        """)
                .param("before", left.before(), Types.VARCHAR)
                .param("after", left.after(), Types.VARCHAR)
                .param("seal", seal)
                .param("chain", left.chain())
                .param("position", left.position())
                .update();
    }

    /** The chains that begin with an entry from before an instant. */
    List<UUID> chainsBeginningBefore(Instant cut) {
        return jdbc.sql("""
                        select h.chain
                        from audit_heads h
                        join audit_events e on e.chain = h.chain and e.position = h.removed_until + 1
                        where e.occurred_at < :cut
                        order by h.chain
                        """)
                .param("cut", cut.atOffset(UTC))
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    /**
     * Removes the beginning of a chain: the entries up to the first one that is not from before an instant, so many at the most. The
     * clocks of instances may disagree, so the chain is read up to there.
     *
     * @return what was removed, in no order
     */
    List<Removed> removeBeginning(UUID chain, Instant cut, int limit) {
        jdbc.sql("select set_config('sei.audit_retention', 'on', true)")
                .query(String.class)
                .single();
        return jdbc.sql("""
                        delete from audit_events
                        where chain = :chain
                          and position in (select position from audit_events where chain = :chain order by position limit :limit)
                          and position < coalesce((select position
                                                   from audit_events
                                                   where chain = :chain and occurred_at >= :cut
                                                   order by position
                                                   limit 1), %d)
                        returning position, hash
                        """.formatted(Long.MAX_VALUE))
                .param("chain", chain)
                .param("cut", cut.atOffset(UTC))
                .param("limit", limit)
                .query((row, number) -> new Removed(row.getLong("position"), row.getBytes("hash")))
                .list();
    }

    /** An entry that is no more. */
    record Removed(long position, byte[] hash) {}

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
                row.getBytes("hash"),
                row.getBytes("redaction_seal"));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(UTC);
    }
}
