package org.seiplatform.analytics;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * A scope with all that its figures depend on besides the facts.
 *
 * @param repositoryIds the repositories in scope
 * @param environmentIds the environments asked for: one by name, or those that the organization's pattern calls production
 * @param environment the environment's name; null for production
 * @param incidentsReceived whether the organization has ever received an incident
 * @param dataAsOf when the organization's data last changed
 */
public record Scope(
        ScopeReference reference,
        UUID organizationId,
        UUID[] repositoryIds,
        Integer[] environmentIds,
        @Nullable String environment,
        ZoneId timeZone,
        Benchmark benchmark,
        boolean countFailedAttempts,
        boolean incidentsReceived,
        Instant dataAsOf) {

    private static final String PRODUCTION = "production";

    /** The environment as answers name it; {@code production} stands for all that the organization's pattern calls so. */
    public String environmentName() {
        return environment == null ? PRODUCTION : environment;
    }

    /** The parameters of a query about this scope and a period: organization, repositories, environments, from and to. */
    public Map<String, Object> parameters(Period period) {
        return parameters(List.of(period.start(), period.end()));
    }

    /**
     * The same for periods that follow each other.
     *
     * @param bounds where they begin, and where the last one ends: the parameter {@code bounds}
     */
    public Map<String, Object> parameters(List<Instant> bounds) {
        return Map.of(
                "organization",
                organizationId,
                "repositories",
                repositoryIds,
                "environments",
                environmentIds,
                "from",
                bounds.getFirst().atOffset(UTC),
                "to",
                bounds.getLast().atOffset(UTC),
                "bounds",
                new SqlArrayValue("timestamptz", bounds.toArray()));
    }

    /** The same scope, its days cut in another time zone. */
    public Scope in(ZoneId otherTimeZone) {
        return new Scope(
                reference,
                organizationId,
                repositoryIds,
                environmentIds,
                environment,
                otherTimeZone,
                benchmark,
                countFailedAttempts,
                incidentsReceived,
                dataAsOf);
    }
}
