package org.seiplatform.platform.idempotency;

import static java.time.ZoneOffset.UTC;

import java.sql.Types;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code idempotency_keys}. */
@Repository
class IdempotencyStore {

    private final JdbcClient jdbc;

    IdempotencyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A request that was made.
     *
     * @param scope tells whose key it is, and which
     * @param request tells it from other requests
     * @param answer encrypted for the id; null once it has been forgotten
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Row(
            UUID id,
            byte[] scope,
            @Nullable UUID organizationId,
            byte[] request,
            byte @Nullable [] answer,
            Instant expiresAt) {}

    /** Keeps others with the same key away until the transaction ends; does not wait for one who is there already. */
    boolean lock(byte[] scope) {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
                .param("name", "idempotency " + HexFormat.of().formatHex(scope))
                .query(Boolean.class)
                .single();
    }

    Optional<Row> find(byte[] scope, Instant now) {
        return jdbc.sql("""
                        select id, scope, organization_id, request, answer, expires_at
                        from idempotency_keys
                        where scope = :scope and expires_at > :now
                        """)
                .param("scope", scope)
                .param("now", now.atOffset(UTC))
                .query((row, number) -> new Row(
                        row.getObject("id", UUID.class),
                        row.getBytes("scope"),
                        row.getObject("organization_id", UUID.class),
                        row.getBytes("request"),
                        row.getBytes("answer"),
                        row.getTimestamp("expires_at").toInstant()))
                .optional();
    }

    /** Takes the place of one that has expired. */
    void put(Row row) {
        jdbc.sql("""
                        insert into idempotency_keys (id, scope, organization_id, request, answer, expires_at)
                        values (:id, :scope, :organization, :request, :answer, :expires)
                        on conflict (scope) do update
                        set id = excluded.id, organization_id = excluded.organization_id, request = excluded.request,
                            answer = excluded.answer, expires_at = excluded.expires_at
                        """)
                .param("id", row.id())
                .param("scope", row.scope())
                .param("organization", row.organizationId(), Types.OTHER)
                .param("request", row.request())
                .param("answer", row.answer())
                .param("expires", row.expiresAt().atOffset(UTC))
                .update();
    }

    void forgetAnswers(UUID organizationId) {
        jdbc.sql(
                        "update idempotency_keys set answer = null where organization_id = :organization and answer is not null")
                .param("organization", organizationId)
                .update();
    }

    int removeExpired(Instant now, int limit) {
        return jdbc.sql("""
                        delete from idempotency_keys
                        where scope in (
                            select scope from idempotency_keys where expires_at <= :now limit :limit for update skip locked)
                        """)
                .param("now", now.atOffset(UTC))
                .param("limit", limit)
                .update();
    }
}
