package org.seiplatform.team;

import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables {@code team_members} and {@code team_repositories}. Their foreign keys keep every team to its organization. */
@Repository
class TeamRelationStore {

    private final JdbcClient jdbc;

    TeamRelationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<TeamMember> members(UUID teamId, UUID after, int limit) {
        return jdbc.sql("""
                        select d.id, d.name, m.role, m.since, m.until
                        from team_members m
                        join developers d on d.id = m.developer_id
                        where m.team_id = :team and d.id > :after
                        order by d.id
                        limit :limit
                        """)
                .param("team", teamId)
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> new TeamMember(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        MemberRole.of(row.getString("role")),
                        row.getObject("since", LocalDate.class),
                        row.getObject("until", LocalDate.class)))
                .list();
    }

    /** @return false if the membership was the same before */
    boolean putMember(UUID organizationId, UUID teamId, UUID developerId, Membership membership) {
        MemberRole role = membership.role() == null ? MemberRole.MEMBER : membership.role();
        return jdbc.sql("""
                                insert into team_members as m (team_id, developer_id, organization_id, role, since, until)
                                values (:team, :developer, :organization, :role, :since, :until)
                                on conflict (team_id, developer_id) do update
                                set role = excluded.role, since = excluded.since, until = excluded.until
                                where (m.role, m.since, m.until)
                                      is distinct from (excluded.role, excluded.since, excluded.until)
                                """)
                        .param("team", teamId)
                        .param("developer", developerId)
                        .param("organization", organizationId)
                        .param("role", role.code())
                        .param("since", membership.since(), Types.DATE)
                        .param("until", membership.until(), Types.DATE)
                        .update()
                > 0;
    }

    boolean removeMember(UUID teamId, UUID developerId) {
        return jdbc.sql("delete from team_members where team_id = :team and developer_id = :developer")
                        .param("team", teamId)
                        .param("developer", developerId)
                        .update()
                > 0;
    }

    List<UUID> repositories(UUID teamId, UUID after, int limit) {
        return jdbc.sql("""
                        select repository_id
                        from team_repositories
                        where team_id = :team and repository_id > :after
                        order by repository_id
                        limit :limit
                        """)
                .param("team", teamId)
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> row.getObject("repository_id", UUID.class))
                .list();
    }

    /** @return false if the team owned it before */
    boolean putRepository(UUID organizationId, UUID teamId, UUID repositoryId) {
        return jdbc.sql("""
                                insert into team_repositories (team_id, repository_id, organization_id)
                                values (:team, :repository, :organization)
                                on conflict (team_id, repository_id) do nothing
                                """)
                        .param("team", teamId)
                        .param("repository", repositoryId)
                        .param("organization", organizationId)
                        .update()
                > 0;
    }

    boolean removeRepository(UUID teamId, UUID repositoryId) {
        return jdbc.sql("delete from team_repositories where team_id = :team and repository_id = :repository")
                        .param("team", teamId)
                        .param("repository", repositoryId)
                        .update()
                > 0;
    }
}
