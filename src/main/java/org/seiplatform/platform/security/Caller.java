package org.seiplatform.platform.security;

import java.security.Principal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.observability.RequestCaller;
import org.seiplatform.platform.problem.ProblemException;

/**
 * The principal of every authenticated request.
 *
 * @param subject for the log: the id of a key or the subject of a token, never a secret
 * @param organizationId the organization the caller belongs to; null for an operator, who belongs to none
 * @param tokenExpiresAt when the token of the caller expires; null for a caller with a key
 */
public record Caller(
        String subject,
        Role role,
        @Nullable UUID organizationId,
        @Nullable Instant tokenExpiresAt) implements Principal, RequestCaller {

    static final String KEY = "key:";

    public Caller {
        if ((role == Role.OPERATOR) != (organizationId == null)) {
            throw new IllegalArgumentException("An operator has no organization; every other caller has one");
        }
    }

    static Caller withKey(String keyId, Role role, @Nullable UUID organizationId) {
        return new Caller(KEY + keyId, role, organizationId, null);
    }

    /**
     * The organization to act for. A caller with an organization of its own acts for that one; to it, others do not exist. An
     * operator has to name one.
     *
     * @param requested the organization that the request names; null if it names none
     */
    public UUID organization(@Nullable UUID requested) {
        if (organizationId == null) {
            if (requested == null) {
                throw ProblemException.invalid("?organization_id", "is required of an operator");
            }
            return requested;
        }
        if (requested != null && !requested.equals(organizationId)) {
            throw ProblemException.notFound("organization");
        }
        return organizationId;
    }

    /** Whether the caller may see this organization. */
    public boolean belongsTo(UUID organization) {
        return organizationId == null || organizationId.equals(organization);
    }

    @Override
    public String getName() {
        return subject;
    }
}
