package org.seiplatform.team.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.coderepo.CodeRepository;
import org.seiplatform.platform.paging.Page;
import org.seiplatform.platform.paging.PageQuery;
import org.seiplatform.platform.security.CallerOrganization;
import org.seiplatform.platform.security.RequiresRole;
import org.seiplatform.platform.security.Role;
import org.seiplatform.team.Membership;
import org.seiplatform.team.TeamMember;
import org.seiplatform.team.TeamMembers;
import org.seiplatform.team.TeamRepositories;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who belongs to a team and what it owns: two sets, whose elements are put in and taken out. */
@RestController
@RequestMapping("/api/v1/teams/{id}")
@Tag(name = "teams")
class TeamRelationController {

    private final TeamMembers members;
    private final TeamRepositories repositories;

    TeamRelationController(TeamMembers members, TeamRepositories repositories) {
        this.members = members;
        this.repositories = repositories;
    }

    @GetMapping("/members")
    @RequiresRole(Role.VIEWER)
    @Operation(operationId = "listTeamMembers", summary = "List the members of a team")
    Page<TeamMember> members(@CallerOrganization UUID organization, @PathVariable UUID id, PageQuery page) {
        return members.list(organization, id, page);
    }

    @PutMapping(path = "/members/{developer_id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @RequiresRole(Role.MANAGER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "putTeamMember",
            summary = "Make a developer a member of a team",
            description = "Or change how they belong. Without a body they are an ordinary member.")
    void putMember(
            @CallerOrganization UUID organization,
            @PathVariable UUID id,
            @PathVariable("developer_id") UUID developerId,
            @Valid @RequestBody(required = false) @Nullable Membership membership) {
        members.put(organization, id, developerId, Objects.requireNonNullElse(membership, Membership.ORDINARY));
    }

    @DeleteMapping("/members/{developer_id}")
    @RequiresRole(Role.MANAGER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "deleteTeamMember", summary = "Take a developer out of a team")
    void removeMember(
            @CallerOrganization UUID organization,
            @PathVariable UUID id,
            @PathVariable("developer_id") UUID developerId) {
        members.remove(organization, id, developerId);
    }

    @GetMapping("/repositories")
    @RequiresRole(Role.VIEWER)
    @Operation(operationId = "listTeamRepositories", summary = "List the repositories that a team owns")
    Page<CodeRepository> repositories(@CallerOrganization UUID organization, @PathVariable UUID id, PageQuery page) {
        return repositories.list(organization, id, page);
    }

    @PutMapping("/repositories/{repository_id}")
    @RequiresRole(Role.MANAGER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "putTeamRepository", summary = "Make a team an owner of a repository")
    void putRepository(
            @CallerOrganization UUID organization,
            @PathVariable UUID id,
            @PathVariable("repository_id") UUID repositoryId) {
        repositories.put(organization, id, repositoryId);
    }

    @DeleteMapping("/repositories/{repository_id}")
    @RequiresRole(Role.MANAGER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "deleteTeamRepository", summary = "Take a repository from a team")
    void removeRepository(
            @CallerOrganization UUID organization,
            @PathVariable UUID id,
            @PathVariable("repository_id") UUID repositoryId) {
        repositories.remove(organization, id, repositoryId);
    }
}
