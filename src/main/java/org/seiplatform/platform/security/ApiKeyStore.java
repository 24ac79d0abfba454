package org.seiplatform.platform.security;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code api_keys}. */
@Repository
class ApiKeyStore {

    private static final String COLUMNS =
            "id, key_id, organization_id, name, role, created_at, expires_at, last_used_at, revoked_at";

    private final JdbcClient jdbc;

    ApiKeyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A key with what proves it. */
    record StoredKey(ApiKey key, byte[] secretHash) {}

    Optional<StoredKey> findByKeyId(String keyId) {
        return jdbc.sql("select " + COLUMNS + ", secret_hash from api_keys where key_id = :keyId")
                .param("keyId", keyId)
                .query((row, number) -> new StoredKey(key(row, number), row.getBytes("secret_hash")))
                .optional();
    }

    Optional<ApiKey> find(@Nullable UUID organizationId, UUID id) {
        return jdbc.sql(
                        "select " + COLUMNS
                                + " from api_keys where organization_id is not distinct from cast(:organization as uuid) and id = :id")
                .param("organization", organizationId, Types.OTHER)
                .param("id", id)
                .query(ApiKeyStore::key)
                .optional();
    }

    List<ApiKey> list(@Nullable UUID organizationId, UUID after, int limit) {
        return jdbc.sql("""
                        select %s
                        from api_keys
                        where organization_id is not distinct from cast(:organization as uuid) and id > :after
                        order by id
                        limit :limit
                        """.formatted(COLUMNS))
                .param("organization", organizationId, Types.OTHER)
                .param("after", after)
                .param("limit", limit)
                .query(ApiKeyStore::key)
                .list();
    }

    List<String> keyIds(UUID organizationId) {
        return jdbc.sql("select key_id from api_keys where organization_id = :organization")
                .param("organization", organizationId)
                .query((row, number) -> row.getString("key_id"))
                .list();
    }

    void insert(ApiKey key, byte[] secretHash) {
        jdbc.sql("""
                        insert into api_keys (id, key_id, organization_id, name, role, secret_hash, created_at, expires_at)
                        values (:id, :keyId, :organization, :name, :role, :hash, :created, :expires)
                        """)
                .param("id", key.id())
                .param("keyId", key.keyId())
                .param("organization", key.organizationId(), Types.OTHER)
                .param("name", key.name())
                .param("role", key.role().code())
                .param("hash", secretHash)
                .param("created", key.createdAt().atOffset(UTC))
                .param("expires", offset(key.expiresAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /**
     * Revokes for good: the first revocation stays.
     *
     * @return false if the key was revoked before
     */
    boolean revoke(UUID id, Instant now) {
        return jdbc.sql("update api_keys set revoked_at = :now where id = :id and revoked_at is null")
                        .param("now", now.atOffset(UTC))
                        .param("id", id)
                        .update()
                > 0;
    }

    /** Notes a use unless one was noted after {@code unlessAfter}, so that of many at once only one writes. */
    void touch(UUID id, Instant now, Instant unlessAfter) {
        jdbc.sql("""
                        update api_keys set last_used_at = :now
                        where id = :id and (last_used_at is null or last_used_at <= :unlessAfter)
                        """)
                .param("now", now.atOffset(UTC))
                .param("id", id)
                .param("unlessAfter", unlessAfter.atOffset(UTC))
                .update();
    }

    private static ApiKey key(ResultSet row, int number) throws SQLException {
        return new ApiKey(
                row.getObject("id", UUID.class),
                row.getString("key_id"),
                row.getObject("organization_id", UUID.class),
                row.getString("name"),
                Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "expires_at"),
                instant(row, "last_used_at"),
                instant(row, "revoked_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime offset(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(UTC);
    }
}
