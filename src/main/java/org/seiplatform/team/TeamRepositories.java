package org.seiplatform.team;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.seiplatform.coderepo.CodeRepositories;
import org.seiplatform.coderepo.CodeRepository;
import org.seiplatform.organization.DataVersions;
import org.seiplatform.platform.audit.AuditTrail;
import org.seiplatform.platform.audit.AuditTrail.Change;
import org.seiplatform.platform.paging.Cursor;
import org.seiplatform.platform.paging.Page;
import org.seiplatform.platform.paging.PageQuery;
import org.seiplatform.platform.problem.ProblemException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps which repositories a team owns. */
@Service
public class TeamRepositories {

    private final Teams teams;
    private final CodeRepositories repositories;
    private final TeamRelationStore store;
    private final DataVersions versions;
    private final AuditTrail audit;

    TeamRepositories(
            Teams teams,
            CodeRepositories repositories,
            TeamRelationStore store,
            DataVersions versions,
            AuditTrail audit) {
        this.teams = teams;
        this.repositories = repositories;
        this.store = store;
        this.versions = versions;
        this.audit = audit;
    }

    /** Lists the repositories that a team owns. */
    public Page<CodeRepository> list(UUID organizationId, UUID teamId, PageQuery query) {
        teams.get(organizationId, teamId);
        List<UUID> owned = store.repositories(teamId, query.afterId(), query.fetchSize());
        Map<UUID, CodeRepository> found = repositories.findAll(organizationId, owned);
        return query.page(
                owned.stream().map(found::get).filter(Objects::nonNull).toList(),
                repository -> Cursor.after(repository.id()));
    }

    /** Makes a team an owner of a repository; changes nothing if it is one. */
    @Transactional
    public void put(UUID organizationId, UUID teamId, UUID repositoryId) {
        teams.get(organizationId, teamId);
        if (!store.putRepository(organizationId, teamId, repositoryId)) {
            return;
        }
        audit.note(new Change(
                organizationId, "team.repository_put", "team", teamId, null, Map.of("repository_id", repositoryId)));
        versions.bump(organizationId);
    }

    /** @throws ProblemException {@code not_found} if the team does not own the repository */
    @Transactional
    public void remove(UUID organizationId, UUID teamId, UUID repositoryId) {
        teams.get(organizationId, teamId);
        if (!store.removeRepository(teamId, repositoryId)) {
            throw ProblemException.notFound("repository of this team");
        }
        audit.note(new Change(
                organizationId,
                "team.repository_removed",
                "team",
                teamId,
                Map.of("repository_id", repositoryId),
                null));
        versions.bump(organizationId);
    }
}
