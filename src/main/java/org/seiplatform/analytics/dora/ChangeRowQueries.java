package org.seiplatform.analytics.dora;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.analytics.Period;
import org.seiplatform.analytics.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The changes behind the figures of {@link LeadTimeQueries}, newest delivery first. */
@Repository
class ChangeRowQueries {

    private final JdbcClient jdbc;

    ChangeRowQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A place in the list: after the row that was delivered then and has that key. */
    record Place(Instant deliveredAt, String key) {}

    /** A row with the key that orders it among those that were delivered with it. */
    record Keyed(ChangeRow row, String key) {}

    List<Keyed> rows(Scope scope, Period period, @Nullable Place after, int limit) {
        return jdbc.sql("""
                        with page as (
                            select c.*, e.name as environment,
                                   -- Says nothing of arrival, as the id of the environment would.
                                   (sha || '/' || e.name || '/' || repository_id) collate "C" as key
                            from delivered_changes c
                            join environments e on e.id = c.environment_id
                            where repository_id = any(:repositories) and environment_id = any(:environments)
                              and delivered_at >= :from and delivered_at < :to
                              and (:afterTime::timestamptz is null
                                   or delivered_at < :afterTime
                                   or (delivered_at = :afterTime
                                       and (sha || '/' || e.name || '/' || repository_id) collate "C" < :afterKey))
                            order by delivered_at desc, key desc
                            limit :limit
                        )
                        select p.*, r.name as repository, c.subject, d.id as developer_id,
                               d.name as developer
                        from page p
                        join repositories r on r.id = p.repository_id
                        -- Retention may have deleted the commit before what it was delivered with.
                        left join commits c on c.repository_id = p.repository_id and c.sha = p.sha
                        left join identities i on i.id = p.author_identity_id
                        left join developers d on d.id = i.developer_id
                        order by p.delivered_at desc, p.key desc
                        """)
                .params(scope.parameters(period))
                .param(
                        "afterTime",
                        after == null ? null : after.deliveredAt().atOffset(UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("afterKey", after == null ? null : after.key(), Types.VARCHAR)
                .param("limit", limit)
                .query((row, number) -> new Keyed(change(row), row.getString("key")))
                .list();
    }

    private static ChangeRow change(ResultSet row) throws SQLException {
        Instant startedAt = instant(row, "started_at");
        Instant deliveredAt = instant(row, "delivered_at");
        boolean skewed = deliveredAt.isBefore(startedAt);
        long number = row.getLong("pull_request_number");
        Long pullRequest = row.wasNull() ? null : number;
        return new ChangeRow(
                row.getObject("repository_id", UUID.class),
                row.getString("repository"),
                row.getString("sha"),
                row.getString("subject"),
                row.getObject("developer_id", UUID.class),
                row.getString("developer"),
                startedAt,
                instant(row, "committed_at"),
                deliveredAt,
                row.getString("environment"),
                row.getString("deployment_id"),
                pullRequest,
                skewed ? 0 : Duration.between(startedAt, deliveredAt).toNanos() / 1e9,
                skewed);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
