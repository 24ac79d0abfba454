package org.seiplatform.analytics;

import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.organization.TimeZones;
import org.seiplatform.platform.problem.ProblemException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds what a question is about. */
@Service
@Transactional(readOnly = true)
public class Scopes {

    private final ScopeQueries queries;
    private final TimeZones timeZones;

    Scopes(ScopeQueries queries, TimeZones timeZones) {
        this.queries = queries;
        this.timeZones = timeZones;
    }

    /**
     * @param organizationId the only organization whose things the caller may know of; null for an operator, who knows all
     * @param environment the environment asked for; null means production
     * @param timeZone where days, weeks and months are cut; null means as the organization does
     * @throws ProblemException {@code not_found}, also where the thing belongs to another organization
     */
    public Scope resolve(
            @Nullable UUID organizationId,
            ScopeReference reference,
            @Nullable String environment,
            @Nullable ZoneId timeZone) {
        if (timeZone != null && !timeZones.isKnown(timeZone)) {
            throw ProblemException.invalid("?time_zone", "is not known to the database");
        }
        Scope scope = queries.resolve(organizationId, reference, environment)
                .orElseThrow(() -> ProblemException.notFound(reference.type().noun()));
        return timeZone == null ? scope : scope.in(timeZone);
    }
}
