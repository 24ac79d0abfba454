package org.seiplatform.developer.privacy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.seiplatform.developer.privacy.PersonalColumn.Treatment;
import org.seiplatform.platform.persistence.AdvisoryLocks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads and rewrites the texts of the columns of {@link PersonalColumns}. */
@Repository
class PersonalTextStore {

    private static final int FETCH_SIZE = 2_000;
    private static final int FEW = 10;

    private final JdbcClient jdbc;

    PersonalTextStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What an organization's texts of a column become, by whose they are; those that stay as they are left out. Within a transaction,
     * or all of them would be in memory at once.
     */
    Map<UUID, Map<String, String>> changed(UUID organizationId, PersonalColumn column, UnaryOperator<String> change) {
        Map<UUID, Map<String, String>> changed = new HashMap<>();
        jdbc.sql("select %s as owner, %s as text from %s where %s"
                        .formatted(
                                column.scope().column(),
                                text(column),
                                column.table(),
                                column.scope().condition()))
                .withFetchSize(FETCH_SIZE)
                .param("organization", organizationId)
                .query(row -> {
                    String before = row.getString("text");
                    String after = before == null ? null : change.apply(before);
                    if (after != null && !after.equals(before)) {
                        changed.computeIfAbsent(row.getObject("owner", UUID.class), missing -> new HashMap<>())
                                .put(before, after);
                    }
                });
        return changed;
    }

    private static String text(PersonalColumn column) {
        return switch (column.treatment()) {
            case LABELS -> "unnest(" + column.name() + ")";
            default -> column.name() + "::text";
        };
    }

    /**
     * Puts texts in the place of others.
     *
     * @param owner whose they are
     */
    void replace(PersonalColumn column, UUID owner, Map<String, String> texts) {
        String name = column.name();
        String sql = switch (column.treatment()) {
            case LABELS -> """
                            update %2$s
                            set %1$s = (select array_agg(coalesce(change.after, text) order by place)
                                        from unnest(%1$s) with ordinality as one (text, place)
                                        left join unnest(cast(:before as text[]), cast(:after as text[]))
                                                  as change (before, after) on change.before = text)
                            where %3$s = :owner and %1$s && cast(:before as text[])
                            """;
            // The worker of an import that is under way needs its options.
            case JSON -> """
                            update %2$s
                            set %1$s = cast(change.after as jsonb)
                            from unnest(cast(:before as text[]), cast(:after as text[])) as change (before, after)
                            where %3$s = :owner and %1$s = cast(change.before as jsonb)
                              and status not in ('queued', 'running')
                            """;
            case GONE -> """
                            update %2$s set %1$s = null where %3$s = :owner and %1$s = any(cast(:before as text[]))
                            """;
            default -> """
                            update %2$s
                            set %1$s = change.after
                            from unnest(cast(:before as text[]), cast(:after as text[])) as change (before, after)
                            where %3$s = :owner and %1$s = change.before
                            """;
        };
        JdbcClient.StatementSpec statement = jdbc.sql(
                        sql.formatted(name, column.table(), column.scope().column()))
                .param("owner", owner)
                .param("before", texts.keySet().toArray(String[]::new));
        (column.treatment() == Treatment.GONE
                        ? statement
                        : statement.param("after", texts.values().toArray(String[]::new)))
                .update();
    }

    /** Deletes payloads, which cannot be replayed any more; but none that is about to be stored, without the person. */
    void deletePayloads(UUID organizationId, Predicate<byte[]> condemned) {
        jdbc.sql("""
                        select integration_id, delivery_id, payload
                        from webhook_deliveries
                        where %s and payload is not null and outcome <> 'received'
                        """.formatted(PersonalColumn.Scope.INTEGRATION.condition()))
                .withFetchSize(FEW)
                .param("organization", organizationId)
                .query(row -> {
                    if (condemned.test(row.getBytes("payload"))) {
                        deletePayload(row.getObject("integration_id", UUID.class), row.getString("delivery_id"));
                    }
                });
    }

    private void deletePayload(UUID integrationId, String deliveryId) {
        jdbc.sql("""
                        update webhook_deliveries
                        set payload = null, detail = 'The payload was deleted because a person in it was erased.'
                        where integration_id = :integration and delivery_id = :delivery
                        """)
                .param("integration", integrationId)
                .param("delivery", deliveryId)
                .update();
    }

    /** Keeps those off who store facts of the repository, until the transaction ends. */
    void lockRepository(UUID organizationId, UUID repositoryId, Duration timeout) {
        lock(timeout, AdvisoryLocks.ingest(organizationId), AdvisoryLocks.ingestOfRepository(repositoryId));
    }

    /** The same for the organization's incidents. */
    void lockOrganization(UUID organizationId, Duration timeout) {
        lock(timeout, AdvisoryLocks.ingest(organizationId), AdvisoryLocks.ingestOfOrganizationFacts(organizationId));
    }

    private void lock(Duration timeout, String shared, String own) {
        jdbc.sql("select set_config('lock_timeout', :timeout, true)")
                .param("timeout", timeout.toMillis() + "ms")
                .query(String.class)
                .single();
        jdbc.sql("select pg_advisory_xact_lock_shared(hashtextextended(:name, 0))")
                .param("name", shared)
                .query(row -> {});
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .param("name", own)
                .query(row -> {});
    }
}
