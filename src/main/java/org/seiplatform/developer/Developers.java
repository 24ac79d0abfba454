package org.seiplatform.developer;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.seiplatform.organization.DataVersions;
import org.seiplatform.platform.audit.AuditTrail;
import org.seiplatform.platform.audit.AuditTrail.Change;
import org.seiplatform.platform.paging.Cursor;
import org.seiplatform.platform.paging.Page;
import org.seiplatform.platform.paging.PageQuery;
import org.seiplatform.platform.persistence.Conditions;
import org.seiplatform.platform.persistence.TimeOrderedIds;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps developers, as people see and change them; those who appear in events are added by the events. */
@Service
public class Developers {

    private final DeveloperRepository rows;
    private final AssignedIdentityStore identities;
    private final DataVersions versions;
    private final AuditTrail audit;
    private final TimeOrderedIds ids;
    private final Clock clock;

    Developers(
            DeveloperRepository rows,
            AssignedIdentityStore identities,
            DataVersions versions,
            AuditTrail audit,
            TimeOrderedIds ids,
            Clock clock) {
        this.rows = rows;
        this.identities = identities;
        this.versions = versions;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Lists developers in the order of their creation. */
    @Transactional(readOnly = true)
    public Page<Developer> list(UUID organizationId, DeveloperFilter filter, PageQuery query) {
        Specification<DeveloperEntity> condition = Specification.allOf(
                Conditions.equal("organizationId", organizationId),
                Conditions.after(query.afterId()),
                Conditions.contains("name", filter.name()),
                Conditions.equal("bot", filter.bot()),
                among(filter.email(), email -> identities.developersByEmail(organizationId, email)),
                among(
                        filter.login(),
                        login -> identities.developersByLogin(organizationId, login, filter.loginHost())));
        List<DeveloperEntity> found = rows.findBy(
                condition,
                page -> page.sortBy(Sort.by("id")).limit(query.fetchSize()).all());
        Map<UUID, List<Identity>> theirs =
                identities.byDeveloper(found.stream().map(DeveloperEntity::id).toList());
        return query.page(found, row -> Cursor.after(row.id()))
                .map(row -> row.toDeveloper(theirs.getOrDefault(row.id(), List.of())));
    }

    private static Specification<DeveloperEntity> among(
            @Nullable String value, Function<String, List<UUID>> developers) {
        return value == null ? Specification.unrestricted() : Conditions.among("id", developers.apply(value));
    }

    /** @throws ProblemException {@code not_found} if the organization has none with this id */
    @Transactional(readOnly = true)
    public Developer get(UUID organizationId, UUID id) {
        return find(organizationId, id).orElseThrow(Developers::missing);
    }

    @Transactional(readOnly = true)
    public Optional<Developer> find(UUID organizationId, UUID id) {
        return rows.findByOrganizationIdAndId(organizationId, id).map(this::toDeveloper);
    }

    @Transactional
    public Developer create(UUID organizationId, NewDeveloper developer) {
        identities.lock(organizationId);
        Instant now = clock.instant();
        DeveloperEntity row = rows.saveAndFlush(new DeveloperEntity(ids.next(), organizationId, developer, now));
        if (developer.email() != null) {
            appearsAs(organizationId, row.id(), developer.email(), now);
        }
        for (IdentityKey key : keys(developer)) {
            requireUnknown(organizationId, key);
            identities.add(ids.next(), organizationId, row.id(), key, now);
        }
        audit.note(new Change(organizationId, "developer.created", "developer", row.id(), null, null));
        versions.bump(organizationId);
        return toDeveloper(row);
    }

    /**
     * Changes a developer. A name that is set so stays, whatever events say.
     *
     * @param version the version that the change is meant for
     * @throws OptimisticLockingFailureException if that is no longer the current one
     */
    @Transactional
    public Developer change(UUID organizationId, UUID id, long version, DeveloperContent content) {
        identities.lock(organizationId);
        DeveloperEntity row = row(organizationId, id, version);
        if (row.isErased()) {
            throw erased();
        }
        Developer before = row.toDeveloper(List.of());
        if (before.content().equals(content)) {
            return toDeveloper(row);
        }
        Instant now = clock.instant();
        if (content.email() != null && !content.email().equals(before.email())) {
            appearsAs(organizationId, id, content.email(), now);
        }
        row.change(content, now);
        rows.saveAndFlush(row);
        audit.note(new Change(
                organizationId,
                "developer.changed",
                "developer",
                id,
                null,
                DeveloperChange.between(before, row.toDeveloper(List.of()))));
        versions.bump(organizationId);
        return toDeveloper(row);
    }

    /**
     * Deletes a developer who has never done anything, with their identities and memberships.
     *
     * @param version the version that is meant
     * @throws ProblemException {@code developer_in_use} if anything that was sent is theirs; {@code developer_erased} if they were
     *     erased: who is forgotten would come back with the next event
     */
    @Transactional
    public void delete(UUID organizationId, UUID id, long version) {
        identities.lock(organizationId);
        DeveloperEntity row = row(organizationId, id, version);
        if (row.isErased()) {
            throw erased();
        }
        if (identities.inUse(id)) {
            throw new ProblemException(
                    ProblemType.DEVELOPER_IN_USE, "Commits, pull requests, reviews or deployments are theirs.");
        }
        rows.delete(row);
        rows.flush();
        audit.note(new Change(organizationId, "developer.deleted", "developer", id, null, null));
        versions.bump(organizationId);
    }

    private DeveloperEntity row(UUID organizationId, UUID id, long version) {
        DeveloperEntity row = rows.findByOrganizationIdAndId(organizationId, id).orElseThrow(Developers::missing);
        if (row.version() != version) {
            throw new OptimisticLockingFailureException("developer " + id);
        }
        return row;
    }

    private Developer toDeveloper(DeveloperEntity row) {
        return row.toDeveloper(identities.byDeveloper(List.of(row.id())).getOrDefault(row.id(), List.of()));
    }

    /**
     * An address that a person gives is one of the developer's identities, so that events which carry it are theirs. Whoever events have
     * shown under it so far turns out to be the same.
     */
    private void appearsAs(UUID organizationId, UUID id, String email, Instant now) {
        IdentityKey address = IdentityKey.ofAddress(email);
        requireUnknown(organizationId, address);
        Optional<UUID> observed = identities.observed(organizationId, address);
        if (observed.isPresent()) {
            identities.merge(observed.get(), id);
        } else if (!identities.belongs(organizationId, id, address)) {
            identities.add(ids.next(), organizationId, id, address, now);
        }
    }

    /** The identities that are given beside the address, which is one, too. */
    private static List<IdentityKey> keys(NewDeveloper developer) {
        List<NewIdentity> identities = Objects.requireNonNullElse(developer.identities(), List.of());
        IdentityKey address = developer.email() == null ? null : IdentityKey.ofAddress(developer.email());
        return IntStream.range(0, identities.size())
                .mapToObj(index -> identities.get(index).key("/identities/" + index))
                .filter(key -> !key.equals(address))
                .toList();
    }

    private void requireUnknown(UUID organizationId, IdentityKey identity) {
        if (identities.isErased(organizationId, identity)) {
            throw erased();
        }
    }

    static ProblemException erased() {
        return new ProblemException(ProblemType.DEVELOPER_ERASED, "They were erased, and that is for good.");
    }

    private static ProblemException missing() {
        return ProblemException.notFound("developer");
    }
}
