package org.seiplatform.team;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.organization.DataVersions;
import org.seiplatform.platform.audit.AuditTrail;
import org.seiplatform.platform.audit.AuditTrail.Change;
import org.seiplatform.platform.paging.Cursor;
import org.seiplatform.platform.paging.Page;
import org.seiplatform.platform.paging.PageQuery;
import org.seiplatform.platform.problem.ProblemException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps who belongs to which team. */
@Service
public class TeamMembers {

    private final Teams teams;
    private final TeamRelationStore store;
    private final DataVersions versions;
    private final AuditTrail audit;

    TeamMembers(Teams teams, TeamRelationStore store, DataVersions versions, AuditTrail audit) {
        this.teams = teams;
        this.store = store;
        this.versions = versions;
        this.audit = audit;
    }

    /** Lists the members of a team, former ones included. */
    public Page<TeamMember> list(UUID organizationId, UUID teamId, PageQuery query) {
        teams.get(organizationId, teamId);
        return query.page(
                store.members(teamId, query.afterId(), query.fetchSize()),
                member -> Cursor.after(member.developerId()));
    }

    /** Makes a developer a member, or changes how they belong. */
    @Transactional
    public void put(UUID organizationId, UUID teamId, UUID developerId, Membership membership) {
        teams.get(organizationId, teamId);
        LocalDate since = membership.since();
        LocalDate until = membership.until();
        if (since != null && until != null && !until.isAfter(since)) {
            throw ProblemException.invalid("/until", "must be after since");
        }
        if (!store.putMember(organizationId, teamId, developerId, membership)) {
            return;
        }
        audit.note(new Change(
                organizationId, "team.member_put", "team", teamId, null, new MemberChange(developerId, membership)));
        versions.bump(organizationId);
    }

    /** @throws ProblemException {@code not_found} if the developer does not belong to the team */
    @Transactional
    public void remove(UUID organizationId, UUID teamId, UUID developerId) {
        teams.get(organizationId, teamId);
        if (!store.removeMember(teamId, developerId)) {
            throw ProblemException.notFound("member");
        }
        audit.note(new Change(
                organizationId, "team.member_removed", "team", teamId, new MemberChange(developerId, null), null));
        versions.bump(organizationId);
    }

    /** What the record tells of a member: who it is stands under the developer's id. */
    private record MemberChange(UUID developerId, @Nullable Membership membership) {}
}
