package org.seiplatform.analytics;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.problem.ProblemException;
import org.springframework.stereotype.Service;

/** Finds what a question is about. */
@Service
public class Scopes {

    private final ScopeQueries queries;

    Scopes(ScopeQueries queries) {
        this.queries = queries;
    }

    /**
     * @param organizationId the only organization whose things the caller may know of; null for an operator, who knows all
     * @param environment the environment asked for; null means production
     * @throws ProblemException {@code not_found}, also where the thing belongs to another organization
     */
    public Scope resolve(@Nullable UUID organizationId, ScopeReference reference, @Nullable String environment) {
        return queries.resolve(organizationId, reference, environment)
                .orElseThrow(() -> ProblemException.notFound(reference.type().noun()));
    }
}
