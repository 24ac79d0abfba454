package org.seiplatform.analytics.web;

import java.time.ZoneId;
import java.util.List;
import java.util.SequencedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.analytics.Period;
import org.seiplatform.analytics.Scope;
import org.seiplatform.analytics.ScopeReference;
import org.seiplatform.analytics.Scopes;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.security.Caller;

/**
 * What every analytics endpoint is asked: about what, when, and where. As an argument of a controller it is read from the query
 * parameters {@code organization_id}, {@code team_id}, {@code repository_id}, {@code start}, {@code end}, {@code environment}
 * and {@code time_zone}.
 *
 * @param reference null where the caller names no scope and means its organization
 * @param teamIds the teams named, for endpoints that take several
 * @param environment null means production
 * @param timeZone null means the organization's
 */
record AnalyticsQuery(
        @Nullable ScopeReference reference,
        SequencedSet<UUID> teamIds,
        Period period,
        @Nullable String environment,
        @Nullable ZoneId timeZone) {

    Scope scope(Scopes scopes, Caller caller) {
        if (teamIds.size() > 1) {
            throw ProblemException.invalid("?team_id", "must be given once");
        }
        return resolve(scopes, caller, reference == null ? organizationOf(caller) : reference);
    }

    /** The scope of an endpoint whose path says what it is about. */
    Scope scope(Scopes scopes, Caller caller, ScopeReference about) {
        if (reference != null) {
            throw ProblemException.invalid(
                    "?" + reference.type().parameter(), "must not be given: the path says what to ask about");
        }
        return resolve(scopes, caller, about);
    }

    /** The scopes of an endpoint that takes several teams, in the order asked for. */
    List<Scope> teams(Scopes scopes, Caller caller, int maximum) {
        if (teamIds.size() < 2 || teamIds.size() > maximum) {
            throw ProblemException.invalid("?team_id", "must be given for 2 to " + maximum + " teams");
        }
        return teamIds.stream()
                .map(team -> resolve(scopes, caller, new ScopeReference(ScopeReference.Type.TEAM, team)))
                .toList();
    }

    private Scope resolve(Scopes scopes, Caller caller, ScopeReference about) {
        return scopes.resolve(caller.organizationId(), about, environment, timeZone);
    }

    private static ScopeReference organizationOf(Caller caller) {
        UUID organizationId = caller.organizationId();
        if (organizationId == null) {
            throw ProblemException.invalid(
                    "?organization_id", "must be given by an operator, unless team_id or repository_id is");
        }
        return new ScopeReference(ScopeReference.Type.ORGANIZATION, organizationId);
    }
}
