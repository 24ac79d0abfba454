package org.seiplatform.team;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the teams of organizations. */
@Service
public class Teams {

    private final TeamRepository rows;
    private final DataVersions versions;
    private final AuditTrail audit;
    private final TimeOrderedIds ids;
    private final Clock clock;

    Teams(TeamRepository rows, DataVersions versions, AuditTrail audit, TimeOrderedIds ids, Clock clock) {
        this.rows = rows;
        this.versions = versions;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Lists teams in the order of their creation.
     *
     * @param name only those whose name contains this; null for all
     * @param slug only the one with this slug; null for all
     */
    public Page<Team> list(UUID organizationId, @Nullable String name, @Nullable String slug, PageQuery query) {
        Specification<TeamEntity> condition = Specification.allOf(
                Conditions.equal("organizationId", organizationId),
                Conditions.after(query.afterId()),
                Conditions.contains("name", name),
                Conditions.equal("slug", slug));
        List<TeamEntity> found = rows.findBy(
                condition,
                page -> page.sortBy(Sort.by("id")).limit(query.fetchSize()).all());
        return query.page(found, row -> Cursor.after(row.id())).map(TeamEntity::toTeam);
    }

    /** @throws ProblemException {@code not_found} if the organization has none with this id */
    public Team get(UUID organizationId, UUID id) {
        return find(organizationId, id).orElseThrow(Teams::missing);
    }

    public Optional<Team> find(UUID organizationId, UUID id) {
        return rows.findByOrganizationIdAndId(organizationId, id).map(TeamEntity::toTeam);
    }

    @Transactional
    public Team create(UUID organizationId, TeamContent content) {
        TeamEntity row = rows.saveAndFlush(new TeamEntity(ids.next(), organizationId, content, clock.instant()));
        Team created = row.toTeam();
        audit.note(new Change(organizationId, "team.created", "team", created.id(), null, created));
        versions.bump(organizationId);
        return created;
    }

    /**
     * Changes a team.
     *
     * @param version the version that the change is meant for
     * @throws OptimisticLockingFailureException if that is no longer the current one
     */
    @Transactional
    public Team change(UUID organizationId, UUID id, long version, TeamContent content) {
        TeamEntity row = row(organizationId, id, version);
        Team before = row.toTeam();
        if (before.content().equals(content)) {
            return before;
        }
        row.change(content, clock.instant());
        rows.saveAndFlush(row);
        Team after = row.toTeam();
        audit.note(new Change(organizationId, "team.changed", "team", id, before, after));
        versions.bump(organizationId);
        return after;
    }

    /**
     * Deletes a team; its developers and repositories stay.
     *
     * @param version the version that is meant
     */
    @Transactional
    public void delete(UUID organizationId, UUID id, long version) {
        TeamEntity row = row(organizationId, id, version);
        rows.delete(row);
        rows.flush();
        audit.note(new Change(organizationId, "team.deleted", "team", id, row.toTeam(), null));
        versions.bump(organizationId);
    }

    private TeamEntity row(UUID organizationId, UUID id, long version) {
        TeamEntity row = rows.findByOrganizationIdAndId(organizationId, id).orElseThrow(Teams::missing);
        if (row.version() != version) {
            throw new OptimisticLockingFailureException("team " + id);
        }
        return row;
    }

    private static ProblemException missing() {
        return ProblemException.notFound("team");
    }
}
