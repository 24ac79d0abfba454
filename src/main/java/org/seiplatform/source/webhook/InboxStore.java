package org.seiplatform.source.webhook;

import static java.time.ZoneOffset.UTC;
import static org.seiplatform.platform.persistence.Columns.texts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.developer.privacy.ErasedWords;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The inbox: the rows of {@code webhook_deliveries} that have arrived and wait to be stored. */
@Repository
class InboxStore {

    private final JdbcClient jdbc;

    InboxStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Key(UUID integrationId, String deliveryId) {}

    /**
     * A delivery that has come.
     *
     * @param storedFrom when it may be stored by whoever looks
     */
    record Noted(Key key, String event, Instant receivedAt, ReceivedPayload payload, Instant storedFrom) {

        /** Under an id that speaks of nobody who was erased. */
        Noted without(ErasedWords erased) {
            return new Noted(
                    new Key(key.integrationId(), erased.key(key.deliveryId())), event, receivedAt, payload, storedFrom);
        }
    }

    /** A delivery that waits to be stored. */
    record Received(UUID organizationId, Key key, String event, Instant receivedAt, byte[] payload) {}

    /**
     * Notes that deliveries have come, each with a key of its own.
     *
     * @return those that had not come before, and whose integration is there
     */
    Set<Key> note(List<Noted> deliveries) {
        return jdbc.sql("""
                        insert into webhook_deliveries (integration_id, delivery_id, event, received_at, outcome,
                                                        payload_digest, payload, retry_at)
                        select i.id, n.delivery_id, n.event, n.received_at, 'received', decode(n.digest, 'hex'),
                               decode(n.payload, 'base64'), n.stored_from
                        from unnest(cast(:integrations as uuid[]), cast(:deliveries as text[]), cast(:events as text[]),
                                    cast(:received as timestamptz[]), cast(:digests as text[]),
                                    cast(:payloads as text[]), cast(:storedFrom as timestamptz[]))
                             as n (integration_id, delivery_id, event, received_at, digest, payload, stored_from)
                        join integrations i on i.id = n.integration_id
                        order by i.id, n.delivery_id
                        on conflict (integration_id, delivery_id) do nothing
                        returning integration_id, delivery_id
                        """)
                .param("integrations", texts(deliveries, noted -> noted.key().integrationId()))
                .param("deliveries", texts(deliveries, noted -> noted.key().deliveryId()))
                .param("events", texts(deliveries, Noted::event))
                .param("received", texts(deliveries, Noted::receivedAt))
                .param(
                        "digests",
                        texts(
                                deliveries,
                                noted ->
                                        HexFormat.of().formatHex(noted.payload().digest())))
                .param(
                        "payloads",
                        texts(
                                deliveries,
                                noted -> Base64.getEncoder()
                                        .encodeToString(noted.payload().bytes())))
                .param("storedFrom", texts(deliveries, Noted::storedFrom))
                .query((row, number) -> key(row))
                .set();
    }

    /** Lets a delivery that failed, or whose instance was stopped at it, wait in the inbox, unless it has come to a good end since. */
    void noteAgain(Key key, byte[] payload, Instant storedFrom) {
        jdbc.sql("""
                        update webhook_deliveries
                        set outcome = 'received', detail = null, payload = :payload, retry_at = :storedFrom
                        where integration_id = :integration and delivery_id = :delivery
                          and (outcome = 'failed'
                               or outcome = 'received'
                                  and (payload is null or retry_at is null or retry_at <= :storedFrom))
                        """)
                .param("integration", key.integrationId())
                .param("delivery", key.deliveryId())
                .param("payload", payload)
                .param("storedFrom", storedFrom.atOffset(UTC))
                .update();
    }

    /**
     * What has waited in the inbox for longest, out of the way of other instances.
     *
     * @param until when others may take it, should it still be there
     * @param bytes of payloads, at most; a longer one comes alone
     */
    List<Received> takeReceived(Instant now, Instant until, int limit, int bytes) {
        return jdbc.sql("""
                        with waiting as (
                            select integration_id, delivery_id, retry_at, octet_length(payload) as length
                            from webhook_deliveries
                            where outcome = 'received' and retry_at <= :now and payload is not null
                            order by retry_at
                            limit :limit
                            for update skip locked
                        ), due as (
                            select integration_id, delivery_id,
                                   sum(length) over (order by retry_at, integration_id, delivery_id rows unbounded preceding)
                                     - length as before
                            from waiting
                        )
                        update webhook_deliveries d
                        set retry_at = :until
                        from due
                        join integrations i on i.id = due.integration_id
                        where d.integration_id = due.integration_id and d.delivery_id = due.delivery_id
                          and due.before < :bytes
                        returning i.organization_id, d.integration_id, d.delivery_id, d.event, d.received_at, d.payload
                        """)
                .param("now", now.atOffset(UTC))
                .param("until", until.atOffset(UTC))
                .param("limit", limit)
                .param("bytes", bytes)
                .query((row, number) -> new Received(
                        row.getObject("organization_id", UUID.class),
                        key(row),
                        row.getString("event"),
                        row.getObject("received_at", OffsetDateTime.class).toInstant(),
                        row.getBytes("payload")))
                .list();
    }

    /** Lets deliveries wait in the inbox until a time. */
    void postpone(Collection<Key> keys, Instant until) {
        jdbc.sql("""
                        update webhook_deliveries d
                        set retry_at = :until
                        from unnest(cast(:integrations as uuid[]), cast(:deliveries as text[]))
                             as p (integration_id, delivery_id)
                        where d.integration_id = p.integration_id and d.delivery_id = p.delivery_id
                          and d.outcome = 'received'
                        """)
                .param("integrations", texts(keys, Key::integrationId))
                .param("deliveries", texts(keys, Key::deliveryId))
                .param("until", until.atOffset(UTC))
                .update();
    }

    /** Notes that deliveries were stored; the payloads are needed no more. */
    void finishAll(Map<Key, @Nullable String> details) {
        jdbc.sql("""
                        update webhook_deliveries d
                        set outcome = 'applied', detail = f.detail, payload = null, retry_at = null
                        from unnest(cast(:integrations as uuid[]), cast(:deliveries as text[]), cast(:details as text[]))
                             as f (integration_id, delivery_id, detail)
                        where d.integration_id = f.integration_id and d.delivery_id = f.delivery_id
                          and d.outcome in ('received', 'failed')
                        """)
                .param("integrations", texts(details.keySet(), Key::integrationId))
                .param("deliveries", texts(details.keySet(), Key::deliveryId))
                .param("details", texts(details.keySet(), details::get))
                .update();
    }

    private static Key key(ResultSet row) throws SQLException {
        return new Key(row.getObject("integration_id", UUID.class), row.getString("delivery_id"));
    }
}
