package org.seiplatform.analytics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.organization.StoredSettings;
import org.seiplatform.platform.persistence.NameKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Resolves a scope to the repositories and environments it means, together with the settings its figures depend on. */
@Repository
class ScopeQueries {

    private final JdbcClient jdbc;
    private final StoredSettings settings;

    ScopeQueries(JdbcClient jdbc, StoredSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /**
     * @param organizationId the only organization in which to look; null looks in all
     * @param environment the environment asked for; null means production
     * @return empty where there is no such thing in that organization
     */
    Optional<Scope> resolve(@Nullable UUID organizationId, ScopeReference reference, @Nullable String environment) {
        return jdbc.sql("""
                        select o.id, o.time_zone, o.benchmark, o.benchmark_thresholds, o.count_failed_attempts,
                               array(%s) as repositories,
                               array(select e.id from environments e
                                     where e.organization_id = o.id
                                       and case when :environment::text is null then e.production
                                                else e.key = :environment end) as environments,
                               exists (select from incidents i where i.organization_id = o.id) as incidents_received,
                               coalesce(v.changed_at, o.created_at) as data_as_of
                        from organizations o
                        left join organization_data_versions v on v.organization_id = o.id
                        where o.id = (%s) and (:organization::uuid is null or o.id = :organization)
                        """.formatted(repositoriesOf(reference.type()), organizationOf(reference.type())))
                .param("id", reference.id())
                .param("organization", organizationId)
                .param("environment", environment == null ? null : NameKey.of(environment))
                .query((row, number) -> scope(row, reference, environment))
                .optional();
    }

    private static String organizationOf(ScopeReference.Type type) {
        return switch (type) {
            case ORGANIZATION -> ":id";
            case TEAM -> "select organization_id from teams where id = :id";
            case REPOSITORY -> "select organization_id from repositories where id = :id";
        };
    }

    private static String repositoriesOf(ScopeReference.Type type) {
        return switch (type) {
            case ORGANIZATION -> "select r.id from repositories r where r.organization_id = o.id order by r.id";
            case TEAM ->
                "select t.repository_id from team_repositories t where t.team_id = :id order by t.repository_id";
            case REPOSITORY -> "select r.id from repositories r where r.id = :id";
        };
    }

    private Scope scope(ResultSet row, ScopeReference reference, @Nullable String environment) throws SQLException {
        UUID organizationId = row.getObject("id", UUID.class);
        return new Scope(
                reference,
                organizationId,
                (UUID[]) row.getArray("repositories").getArray(),
                (Integer[]) row.getArray("environments").getArray(),
                environment,
                settings.timeZone(organizationId, row.getString("time_zone")),
                Benchmark.of(
                        row.getString("benchmark"),
                        settings.thresholds(organizationId, row.getString("benchmark_thresholds"))),
                row.getBoolean("count_failed_attempts"),
                row.getBoolean("incidents_received"),
                row.getObject("data_as_of", OffsetDateTime.class).toInstant());
    }
}
