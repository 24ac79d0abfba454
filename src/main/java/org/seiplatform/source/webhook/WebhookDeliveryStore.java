package org.seiplatform.source.webhook;

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
import org.seiplatform.source.webhook.WebhookDelivery.Outcome;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code webhook_deliveries}. */
@Repository
class WebhookDeliveryStore {

    private final JdbcClient jdbc;

    WebhookDeliveryStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A delivery that came before. */
    record Earlier(String event, Instant receivedAt, Outcome outcome, byte[] digest, byte @Nullable [] payload) {}

    /** A delivery that is to be tried again. */
    record Due(UUID organizationId, UUID integrationId, String deliveryId) {}

    Optional<Earlier> find(UUID integrationId, String deliveryId) {
        return jdbc.sql("""
                        select event, received_at, outcome, payload_digest, payload
                        from webhook_deliveries
                        where integration_id = :integration and delivery_id = :delivery
                        """)
                .param("integration", integrationId)
                .param("delivery", deliveryId)
                .query((row, number) -> new Earlier(
                        row.getString("event"),
                        row.getObject("received_at", OffsetDateTime.class).toInstant(),
                        outcome(row),
                        row.getBytes("payload_digest"),
                        row.getBytes("payload")))
                .optional();
    }

    /**
     * Notes how a delivery ended, unless it has come to a good end before. A payload that is kept stays as it is: it is the same,
     * or was deleted with a person in it.
     *
     * @param payload kept for replay; null where there is nothing to replay
     * @param failedAt when it failed for a passing reason, so that it is tried again; null where it is not
     * @return false if it had come to a good end, or is gone
     */
    boolean finish(
            UUID integrationId,
            String deliveryId,
            Outcome outcome,
            @Nullable String detail,
            byte @Nullable [] payload,
            @Nullable Instant failedAt) {
        return jdbc.sql("""
                                update webhook_deliveries
                                set outcome = :outcome, detail = :detail,
                                    payload = case when outcome = 'received' or cast(:payload as bytea) is null
                                                   then :payload else payload end,
                                    retry_at = %s
                                where integration_id = :integration and delivery_id = :delivery
                                  and outcome in ('received', 'failed')
                                """.formatted(nextTry(":failedAt")))
                        .param("integration", integrationId)
                        .param("delivery", deliveryId)
                        .param("outcome", outcome.code())
                        .param("detail", detail, Types.VARCHAR)
                        .param("payload", payload, Types.BINARY)
                        .param(
                                "failedAt",
                                failedAt == null ? null : failedAt.atOffset(UTC),
                                Types.TIMESTAMP_WITH_TIMEZONE)
                        .update()
                == 1;
    }

    /**
     * The deliveries that have been due for longest, out of the way of other instances. Their next time is set at once, so that one whose
     * instance dies at it comes again, and later each time.
     *
     * @param receivedAfter those that came earlier have been tried for long enough
     */
    List<Due> takeDue(Instant now, Instant receivedAfter, int limit) {
        return jdbc.sql("""
                        update webhook_deliveries d
                        set retry_at = %s
                        from (select integration_id, delivery_id
                              from webhook_deliveries
                              where received_at > :receivedAfter and retry_at <= :now and outcome = 'failed'
                                and payload is not null
                              order by retry_at
                              limit :limit
                              for update skip locked) due
                        join integrations i on i.id = due.integration_id
                        where d.integration_id = due.integration_id and d.delivery_id = due.delivery_id
                        returning i.organization_id, d.integration_id, d.delivery_id
                        """.formatted(nextTry(":now")))
                .param("now", now.atOffset(UTC))
                .param("receivedAfter", receivedAfter.atOffset(UTC))
                .param("limit", limit)
                .query((row, number) -> new Due(
                        row.getObject("organization_id", UUID.class),
                        row.getObject("integration_id", UUID.class),
                        row.getString("delivery_id")))
                .list();
    }

    /**
     * A delivery waits as long again as it has waited so far: a minute, two, four and so on, up to two hours. After a day it is not
     * tried again.
     */
    private static String nextTry(String from) {
        return """
                case when cast(%1$s as timestamptz) < received_at + interval '1 day'
                     then cast(%1$s as timestamptz)
                          + least(greatest(cast(%1$s as timestamptz) - received_at, interval '1 minute'), interval '2 hours')
                end""".formatted(from);
    }

    /**
     * Newest first.
     *
     * @param before the last one of the page before; null for the first page
     */
    List<WebhookDelivery> list(UUID integrationId, @Nullable Position before, int limit) {
        return jdbc.sql("""
                        select delivery_id, event, received_at, outcome, detail
                        from webhook_deliveries
                        where integration_id = :integration
                          and (cast(:receivedAt as timestamptz) is null
                               or (received_at, delivery_id) < (:receivedAt, cast(:delivery as text) collate "C"))
                        order by received_at desc, delivery_id desc
                        limit :limit
                        """)
                .param("integration", integrationId)
                .param(
                        "receivedAt",
                        before == null ? null : before.receivedAt().atOffset(UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("delivery", before == null ? null : before.deliveryId(), Types.VARCHAR)
                .param("limit", limit)
                .query((row, number) -> new WebhookDelivery(
                        row.getString("delivery_id"),
                        row.getString("event"),
                        row.getObject("received_at", OffsetDateTime.class).toInstant(),
                        outcome(row),
                        row.getString("detail")))
                .list();
    }

    /** A place in the list. */
    record Position(Instant receivedAt, String deliveryId) {}

    /** Forgets deliveries older than these times, so many at most; answers how many. */
    int forget(Instant finishedBefore, Instant failedBefore, int limit) {
        return jdbc.sql("""
                        delete from webhook_deliveries
                        where ctid = any(array(
                            select ctid from webhook_deliveries
                            where received_at < greatest(:failedBefore, cast(:finishedBefore as timestamptz))
                              and (received_at < :failedBefore
                                   or received_at < :finishedBefore and outcome in ('applied', 'ignored'))
                            limit :limit))
                        """)
                .param("finishedBefore", finishedBefore.atOffset(UTC))
                .param("failedBefore", failedBefore.atOffset(UTC))
                .param("limit", limit)
                .update();
    }

    private static Outcome outcome(ResultSet row) throws SQLException {
        return Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT));
    }
}
