package org.seiplatform.organization;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.audit.AuditTrail;
import org.seiplatform.platform.audit.AuditTrail.Change;
import org.seiplatform.platform.paging.Cursor;
import org.seiplatform.platform.paging.Page;
import org.seiplatform.platform.paging.PageQuery;
import org.seiplatform.platform.persistence.Conditions;
import org.seiplatform.platform.persistence.TimeOrderedIds;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.security.ApiKeys;
import org.seiplatform.platform.security.OrganizationDirectory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Keeps organizations. */
@Service
public class Organizations implements OrganizationDirectory {

    private final OrganizationRepository repository;
    private final SettingsRules rules;
    private final ApiKeys keys;
    private final StoredSettings stored;
    private final PatternMatching matching;
    private final DataVersions versions;
    private final AuditTrail audit;
    private final TransactionOperations transaction;
    private final ApplicationEventPublisher events;
    private final TimeOrderedIds ids;
    private final Clock clock;

    Organizations(
            OrganizationRepository repository,
            SettingsRules rules,
            ApiKeys keys,
            StoredSettings stored,
            PatternMatching matching,
            DataVersions versions,
            AuditTrail audit,
            TransactionOperations transaction,
            ApplicationEventPublisher events,
            TimeOrderedIds ids,
            Clock clock) {
        this.repository = repository;
        this.rules = rules;
        this.keys = keys;
        this.stored = stored;
        this.matching = matching;
        this.versions = versions;
        this.audit = audit;
        this.transaction = transaction;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Lists organizations, in the order of their creation.
     *
     * @param id only this one; null for all
     * @param name only those whose name contains this; null for all
     * @param slug only the one with this slug; null for all
     */
    public Page<Organization> list(@Nullable UUID id, @Nullable String name, @Nullable String slug, PageQuery query) {
        Specification<OrganizationEntity> condition = Specification.allOf(
                Conditions.equal("id", id),
                Conditions.after(query.afterId()),
                Conditions.contains("name", name),
                Conditions.equal("slug", slug));
        List<OrganizationEntity> rows = repository.findBy(
                condition,
                page -> page.sortBy(Sort.by("id")).limit(query.fetchSize()).all());
        return query.page(rows, row -> Cursor.after(row.id())).map(this::toOrganization);
    }

    /** @throws ProblemException {@code not_found} if there is none with this id */
    public Organization get(UUID id) {
        return find(id).orElseThrow(() -> ProblemException.notFound("organization"));
    }

    public Optional<Organization> find(UUID id) {
        return repository.findById(id).map(this::toOrganization);
    }

    @Override
    public boolean exists(UUID organizationId) {
        return repository.existsById(organizationId);
    }

    @Override
    public Optional<UUID> findBySlug(String slug) {
        return repository.findIdBySlug(slug);
    }

    /** @throws ProblemException {@code validation_failed} if a setting cannot work */
    public Organization create(OrganizationContent content) {
        rules.check(content.settings());
        return transaction.execute(status -> {
            OrganizationEntity created = new OrganizationEntity(
                    ids.next(), content, stored.write(content.settings().benchmarkThresholds()), clock.instant());
            repository.saveAndFlush(created);
            Organization organization = toOrganization(created);
            audit.note(
                    new Change(created.id(), "organization.created", "organization", created.id(), null, organization));
            versions.bump(created.id());
            return organization;
        });
    }

    /**
     * Changes an organization, and with its settings all that follows from them.
     *
     * @param version the version that the change is meant for
     * @throws OptimisticLockingFailureException if that is no longer the current one
     */
    public Organization change(UUID id, long version, OrganizationContent content) {
        rules.check(content.settings());
        Organization changed = transaction.execute(status -> {
            OrganizationEntity row = row(id, version);
            Organization before = toOrganization(row);
            if (before.content().equals(content)) {
                return before;
            }
            row.change(content, stored.write(content.settings().benchmarkThresholds()), clock.instant());
            repository.saveAndFlush(row);
            if (!before.settings().equals(content.settings())) {
                events.publishEvent(new OrganizationSettingsChanged(id, before.settings(), content.settings()));
            }
            Organization after = toOrganization(row);
            audit.note(new Change(id, "organization.changed", "organization", id, before, after));
            versions.bump(id);
            return after;
        });
        matching.matchAtOnce(id);
        return changed;
    }

    /**
     * Deletes an organization that owns no repositories, teams or developers, together with its keys.
     *
     * @param version the version that is meant
     */
    public void delete(UUID id, long version) {
        transaction.executeWithoutResult(status -> {
            OrganizationEntity row = row(id, version);
            Organization before = toOrganization(row);
            keys.deletedWith(id, before.slug());
            repository.delete(row);
            repository.flush();
            // Among what concerns the installation, because nobody is left who could read it elsewhere.
            audit.note(new Change(null, "organization.deleted", "organization", id, before, null));
        });
    }

    private OrganizationEntity row(UUID id, long version) {
        OrganizationEntity row = repository.findById(id).orElseThrow(() -> ProblemException.notFound("organization"));
        if (row.version() != version) {
            throw new OptimisticLockingFailureException("organization " + id);
        }
        return row;
    }

    private Organization toOrganization(OrganizationEntity row) {
        return row.toOrganization(stored);
    }
}
