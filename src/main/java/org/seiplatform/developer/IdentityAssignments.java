package org.seiplatform.developer;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.seiplatform.organization.DataVersions;
import org.seiplatform.platform.audit.AuditTrail;
import org.seiplatform.platform.audit.AuditTrail.Change;
import org.seiplatform.platform.paging.Cursor;
import org.seiplatform.platform.paging.Page;
import org.seiplatform.platform.paging.PageQuery;
import org.seiplatform.platform.persistence.TimeOrderedIds;
import org.seiplatform.platform.problem.ProblemException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets people decide whose an identity is, which no event overrules. Facts hold on to identities, so all figures follow at once.
 */
@Service
public class IdentityAssignments {

    private final DeveloperRepository developers;
    private final AssignedIdentityStore identities;
    private final DataVersions versions;
    private final AuditTrail audit;
    private final TimeOrderedIds ids;
    private final Clock clock;

    IdentityAssignments(
            DeveloperRepository developers,
            AssignedIdentityStore identities,
            DataVersions versions,
            AuditTrail audit,
            TimeOrderedIds ids,
            Clock clock) {
        this.developers = developers;
        this.identities = identities;
        this.versions = versions;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Lists a developer's identities in the order of their creation. */
    public Page<Identity> list(UUID organizationId, UUID developerId, PageQuery query) {
        require(organizationId, developerId);
        return query.page(
                identities.list(developerId, query.afterId(), query.fetchSize()),
                identity -> Cursor.after(identity.id()));
    }

    /** Adds an identity that nobody has yet. */
    @Transactional
    public Identity add(UUID organizationId, UUID developerId, NewIdentity identity) {
        identities.lock(organizationId);
        DeveloperEntity developer = requirePerson(organizationId, developerId);
        IdentityKey key = identity.key("");
        if (identities.isErased(organizationId, key)) {
            throw Developers.erased();
        }
        Instant now = clock.instant();
        Identity added = identities.add(ids.next(), organizationId, developerId, key, now);
        audit.note(identityChange(organizationId, "developer.identity_added", developerId, added.id()));
        changed(organizationId, developer, now);
        return added;
    }

    /** Gives a developer an identity that is another's; assigning their own anew only makes it theirs for good. */
    @Transactional
    public Identity assign(UUID organizationId, UUID developerId, UUID identityId) {
        identities.lock(organizationId);
        DeveloperEntity developer = requirePerson(organizationId, developerId);
        UUID owner =
                identities.owner(organizationId, identityId).orElseThrow(() -> ProblemException.notFound("identity"));
        Optional<Identity> assigned = identities.assign(identityId, developerId);
        if (assigned.isEmpty()) {
            return identities.get(identityId);
        }
        Instant now = clock.instant();
        if (!owner.equals(developerId)) {
            touch(require(organizationId, owner), now);
        }
        audit.note(identityChange(organizationId, "developer.identity_assigned", developerId, identityId));
        changed(organizationId, developer, now);
        return assigned.get();
    }

    /** Makes two developers one: identities and memberships of the other pass over, and the other is no more. */
    @Transactional
    public void merge(UUID organizationId, UUID developerId, UUID otherId) {
        if (developerId.equals(otherId)) {
            throw ProblemException.invalid("/developer_id", "must be another developer");
        }
        identities.lock(organizationId);
        DeveloperEntity developer = requirePerson(organizationId, developerId);
        DeveloperEntity other = developers
                .findByOrganizationIdAndId(organizationId, otherId)
                .orElseThrow(() -> ProblemException.invalid("/developer_id", "names no developer"));
        if (other.isErased()) {
            throw Developers.erased();
        }
        identities.merge(otherId, developerId);
        audit.note(new Change(
                organizationId,
                "developer.merged",
                "developer",
                developerId,
                null,
                Map.of("merged_developer_id", otherId)));
        changed(organizationId, developer, clock.instant());
    }

    private static Change identityChange(UUID organizationId, String action, UUID developerId, UUID identityId) {
        return new Change(organizationId, action, "developer", developerId, null, Map.of("identity_id", identityId));
    }

    private void changed(UUID organizationId, DeveloperEntity developer, Instant now) {
        touch(developer, now);
        versions.bump(organizationId);
    }

    /** A developer's identities are part of what is read as the developer, hence a new version. */
    private void touch(DeveloperEntity developer, Instant now) {
        developer.touch(now);
        developers.saveAndFlush(developer);
    }

    /** Someone who has been erased must not get a face again. */
    private DeveloperEntity requirePerson(UUID organizationId, UUID developerId) {
        DeveloperEntity developer = require(organizationId, developerId);
        if (developer.isErased()) {
            throw Developers.erased();
        }
        return developer;
    }

    private DeveloperEntity require(UUID organizationId, UUID developerId) {
        return developers
                .findByOrganizationIdAndId(organizationId, developerId)
                .orElseThrow(() -> ProblemException.notFound("developer"));
    }
}
