package org.seiplatform.analytics.incident;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.analytics.Period;
import org.seiplatform.analytics.Scope;
import org.seiplatform.analytics.ScopeReference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The incidents of a scope, newest first, with the deployments they are laid to. */
@Repository
class IncidentRowQueries {

    /**
     * Which incidents belong to a scope (alias {@code i}): those of its repositories, those of a team whose code it is about, and
     * for an organization all of them.
     */
    static final String IN_SCOPE = """
            i.organization_id = :organization
            and (:wholeOrganization
                 or i.repository_id = any(:repositories)
                 or (i.repository_id is null
                     and (i.team_id = :team
                          or i.team_id in (select t.team_id from team_repositories t
                                           where t.repository_id = any(:repositories)))))
            """;

    private static final TypeReference<List<IncidentRow.Link>> LINKS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    IncidentRowQueries(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A place in the list: after the row that has that time and external id. */
    record Place(Instant at, String externalId) {}

    /** How many incidents match, and the median of their times to restore in seconds. */
    record Summary(long count, @Nullable Double median) {}

    Summary summary(Scope scope, Period period, IncidentBasis basis) {
        return statement("""
                        select count(*) as count,
                               percentile_cont(0.5) within group (
                                   order by greatest(0, extract(epoch from i.resolved_at - i.opened_at))
                               ) filter (where i.resolved_at is not null) as median
                        from incidents i
                        where %1$s
                          and %2$s >= :from and %2$s < :to
                        """.formatted(IN_SCOPE, basis.column()), scope, period)
                .query((row, number) -> new Summary(row.getLong("count"), row.getObject("median", Double.class)))
                .single();
    }

    List<IncidentRow> rows(Scope scope, Period period, IncidentBasis basis, @Nullable Place after, int limit) {
        boolean team = scope.reference().type() == ScopeReference.Type.TEAM;
        return jdbc.sql("""
                        select i.*,
                               extract(epoch from i.resolved_at - i.opened_at)::float8 as time_to_restore,
                               (select coalesce(jsonb_agg(jsonb_build_object(
                                           'repository_id', l.repository_id, 'external_id', l.external_id,
                                           'linked_by', l.linked_by, 'finished_at', v.finished_at)
                                       order by v.finished_at, l.external_id, l.repository_id), '[]')
                                from (select c.repository_id, c.deployment_external_id as external_id,
                                             'explicit' as linked_by
                                      from incident_causes c
                                      where c.organization_id = i.organization_id
                                        and c.incident_external_id = i.external_id
                                        and i.cause is distinct from 'external'
                                    union all
                                      select r.repository_id, r.deployment_external_id, 'rule'
                                      from incident_links r
                                      where r.organization_id = i.organization_id
                                        and r.incident_external_id = i.external_id) l
                                left join deliveries v on v.repository_id = l.repository_id
                                                      and v.external_id = l.external_id) as links
                        from incidents i
                        where %1$s
                          and %2$s >= :from and %2$s < :to
                          and (:afterTime::timestamptz is null or (%2$s, i.external_id) < (:afterTime, :afterId))
                        order by %2$s desc, i.external_id desc
                        limit :limit
                        """.formatted(IN_SCOPE, basis.column()))
                .params(scope.parameters(period))
                .param("wholeOrganization", scope.reference().type() == ScopeReference.Type.ORGANIZATION)
                .param("team", team ? scope.reference().id() : null, Types.OTHER)
                .param("afterTime", after == null ? null : after.at().atOffset(UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("afterId", after == null ? null : after.externalId(), Types.VARCHAR)
                .param("limit", limit)
                .query((row, number) -> incident(row))
                .list();
    }

    private StatementSpec statement(String sql, Scope scope, Period period) {
        boolean team = scope.reference().type() == ScopeReference.Type.TEAM;
        return jdbc.sql(sql)
                .params(scope.parameters(period))
                .param("wholeOrganization", scope.reference().type() == ScopeReference.Type.ORGANIZATION)
                .param("team", team ? scope.reference().id() : null, Types.OTHER);
    }

    private IncidentRow incident(ResultSet row) throws SQLException {
        Instant resolvedAt = instant(row, "resolved_at");
        return new IncidentRow(
                row.getString("external_id"),
                row.getObject("repository_id", UUID.class),
                row.getObject("team_id", UUID.class),
                row.getString("title"),
                row.getString("severity"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                resolvedAt,
                resolvedAt == null ? null : Math.max(0, row.getDouble("time_to_restore")),
                row.getString("cause"),
                json.readValue(row.getString("links"), LINKS));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
