package org.seiplatform.coderepo;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
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
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the repositories of organizations. */
@Service
public class CodeRepositories {

    private final CodeRepositoryRepository rows;
    private final RepositoryStatementStore statements;
    private final DataVersions versions;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final TimeOrderedIds ids;
    private final Clock clock;

    CodeRepositories(
            CodeRepositoryRepository rows,
            RepositoryStatementStore statements,
            DataVersions versions,
            AuditTrail audit,
            ApplicationEventPublisher events,
            TimeOrderedIds ids,
            Clock clock) {
        this.rows = rows;
        this.statements = statements;
        this.versions = versions;
        this.audit = audit;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /** Lists repositories in the order of their creation. */
    public Page<CodeRepository> list(UUID organizationId, CodeRepositoryFilter filter, PageQuery query) {
        Specification<CodeRepositoryEntity> condition = Specification.allOf(
                Conditions.equal("organizationId", organizationId),
                Conditions.after(query.afterId()),
                Conditions.contains("name", filter.name()),
                Conditions.equal(
                        "provider",
                        filter.provider() == null ? null : filter.provider().code()),
                Conditions.equal("host", filter.canonicalHost()),
                Conditions.equal("providerId", filter.providerId()));
        List<CodeRepositoryEntity> found = rows.findBy(
                condition,
                page -> page.sortBy(Sort.by("id")).limit(query.fetchSize()).all());
        return query.page(found, row -> Cursor.after(row.id())).map(CodeRepositoryEntity::toRepository);
    }

    /** @throws ProblemException {@code not_found} if the organization has none with this id */
    public CodeRepository get(UUID organizationId, UUID id) {
        return find(organizationId, id).orElseThrow(CodeRepositories::missing);
    }

    public Optional<CodeRepository> find(UUID organizationId, UUID id) {
        return rows.findByOrganizationIdAndId(organizationId, id).map(CodeRepositoryEntity::toRepository);
    }

    /**
     * The repository that its provider calls so on a host. One of which nobody said the host, made by hand before its first webhook
     * came, is taken to be meant, and is on this host from now on.
     *
     * @param host null where it is not known: then it is the only repository called so, or else that of the provider's own host
     */
    @Transactional
    public Optional<CodeRepository> findReported(
            UUID organizationId, Provider provider, @Nullable String host, String providerId) {
        List<CodeRepositoryEntity> candidates =
                rows.findByOrganizationIdAndProviderAndProviderId(organizationId, provider.code(), providerId);
        if (host == null && candidates.size() == 1) {
            return Optional.of(candidates.getFirst().toRepository());
        }
        String expected = host == null ? provider.publicHost() : host;
        return candidates.stream()
                .filter(row -> row.host().equals(expected))
                .findFirst()
                .map(row -> host == null ? row.toRepository() : confirmed(row))
                .or(() -> candidates.stream()
                        .filter(CodeRepositoryEntity::isHostAssumed)
                        .findFirst()
                        .map(row -> move(organizationId, row, expected)));
    }

    /** Another host that has a repository of this id does not mean this one any more. */
    private static CodeRepository confirmed(CodeRepositoryEntity row) {
        row.confirmHost();
        return row.toRepository();
    }

    private CodeRepository move(UUID organizationId, CodeRepositoryEntity row, String host) {
        CodeRepository before = row.toRepository();
        row.moveTo(host, clock.instant());
        return changed(organizationId, before, row);
    }

    /** Whether the organization has repositories of the provider that somebody said to be on the host. */
    public boolean anySaidToBeOn(UUID organizationId, Provider provider, String host) {
        return rows.existsByOrganizationIdAndProviderAndHostAndHostAssumedFalse(organizationId, provider.code(), host);
    }

    /** Those of the repositories that the organization has, by id. */
    public Map<UUID, CodeRepository> findAll(UUID organizationId, Collection<UUID> repositoryIds) {
        return rows.findByOrganizationIdAndIdIn(organizationId, repositoryIds).stream()
                .map(CodeRepositoryEntity::toRepository)
                .collect(Collectors.toMap(CodeRepository::id, Function.identity()));
    }

    /** Creates a repository as a person describes it. */
    @Transactional
    public CodeRepository create(UUID organizationId, NewCodeRepository repository) {
        return save(
                organizationId,
                new CodeRepositoryEntity(ids.next(), organizationId, repository, clock.instant())
                        .setByHand(repository));
    }

    /** Creates a repository as a payload describes it; what later ones say of it counts instead. */
    @Transactional
    public CodeRepository createReported(UUID organizationId, NewCodeRepository repository) {
        return save(organizationId, new CodeRepositoryEntity(ids.next(), organizationId, repository, clock.instant()));
    }

    /**
     * Takes in what a payload says of a repository. What was said as of the latest time counts, whenever it comes, except for what a
     * person has set: that stands until a payload says the same.
     *
     * @param known the repository as it is
     */
    @Transactional
    public void report(UUID organizationId, CodeRepository known, RepositoryReport report) {
        if (report.formerDefaultBranch() != null) {
            statements.add(
                    known.id(),
                    Map.of(RepositoryField.DEFAULT_BRANCH, report.formerDefaultBranch()),
                    report.asOf().minusMillis(1));
        }
        Set<RepositoryField> added = statements.add(known.id(), report.values(), report.asOf());
        Map<RepositoryField, String> news = added.isEmpty() ? Map.of() : statements.news(known.id());
        if (!news.isEmpty()) {
            CodeRepositoryEntity row =
                    rows.findByOrganizationIdAndId(organizationId, known.id()).orElseThrow(CodeRepositories::missing);
            CodeRepository before = row.toRepository();
            row.follow(news, clock.instant());
            changed(organizationId, before, row);
            statements.trim(known.id());
        } else if (added.contains(RepositoryField.DEFAULT_BRANCH)
                && !known.defaultBranch().equals(report.defaultBranch())) {
            // A branch that was the default once: commits that are known already may have been made while it was.
            events.publishEvent(new DefaultBranchChanged(organizationId, known.id()));
        }
    }

    private CodeRepository save(UUID organizationId, CodeRepositoryEntity unsaved) {
        CodeRepositoryEntity row = rows.saveAndFlush(unsaved);
        CodeRepository created = row.toRepository();
        audit.note(new Change(organizationId, "repository.created", "repository", created.id(), null, created));
        versions.bump(organizationId);
        return created;
    }

    /**
     * Changes a repository.
     *
     * @param version the version that the change is meant for
     * @throws OptimisticLockingFailureException if that is no longer the current one
     */
    @Transactional
    public CodeRepository change(UUID organizationId, UUID id, long version, CodeRepositoryContent content) {
        CodeRepositoryEntity row = row(organizationId, id, version);
        CodeRepository before = row.toRepository();
        if (before.content().equals(content)) {
            return before;
        }
        Instant now = clock.instant();
        boolean renamed = !before.defaultBranch().equals(content.defaultBranch());
        if (renamed) {
            // What was received on it while nobody had named another was received on the default branch.
            statements.add(id, Map.of(RepositoryField.DEFAULT_BRANCH, before.defaultBranch()), now);
        }
        row.change(content, now);
        return changed(organizationId, before, row);
    }

    private CodeRepository changed(UUID organizationId, CodeRepository before, CodeRepositoryEntity row) {
        rows.saveAndFlush(row);
        CodeRepository after = row.toRepository();
        if (!before.defaultBranch().equals(after.defaultBranch())) {
            events.publishEvent(new DefaultBranchChanged(organizationId, after.id()));
        }
        if (before.host() != null && after.host() != null && !before.host().equals(after.host())) {
            events.publishEvent(new RepositoryMoved(organizationId, after.provider(), before.host(), after.host()));
        }
        audit.note(new Change(organizationId, "repository.changed", "repository", after.id(), before, after));
        versions.bump(organizationId);
        return after;
    }

    /**
     * Deletes a repository with everything that was ever sent about it.
     *
     * @param version the version that is meant
     */
    @Transactional
    public void delete(UUID organizationId, UUID id, long version) {
        CodeRepositoryEntity row = row(organizationId, id, version);
        rows.delete(row);
        rows.flush();
        audit.note(new Change(organizationId, "repository.deleted", "repository", id, row.toRepository(), null));
        versions.bump(organizationId);
    }

    private CodeRepositoryEntity row(UUID organizationId, UUID id, long version) {
        CodeRepositoryEntity row =
                rows.findByOrganizationIdAndId(organizationId, id).orElseThrow(CodeRepositories::missing);
        if (row.version() != version) {
            throw new OptimisticLockingFailureException("repository " + id);
        }
        return row;
    }

    private static ProblemException missing() {
        return ProblemException.notFound("repository");
    }
}
