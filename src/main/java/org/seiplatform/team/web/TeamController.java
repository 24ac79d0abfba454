package org.seiplatform.team.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.idempotency.AcceptsIdempotencyKey;
import org.seiplatform.platform.paging.Page;
import org.seiplatform.platform.paging.PageQuery;
import org.seiplatform.platform.security.CallerOrganization;
import org.seiplatform.platform.security.RequiresRole;
import org.seiplatform.platform.security.Role;
import org.seiplatform.platform.web.IfMatch;
import org.seiplatform.platform.web.MergePatch;
import org.seiplatform.platform.web.MergePatches;
import org.seiplatform.platform.web.Responses;
import org.seiplatform.team.Team;
import org.seiplatform.team.TeamContent;
import org.seiplatform.team.Teams;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Teams. */
@RestController
@RequestMapping("/api/v1/teams")
@Tag(name = "teams", description = "Teams, who belongs to them and what they own")
class TeamController {

    private final Teams teams;
    private final MergePatches patches;

    TeamController(Teams teams, MergePatches patches) {
        this.teams = teams;
        this.patches = patches;
    }

    @GetMapping
    @RequiresRole(Role.VIEWER)
    @Operation(operationId = "listTeams", summary = "List teams")
    Page<Team> list(
            @CallerOrganization UUID organization,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String slug,
            PageQuery page) {
        return teams.list(organization, name, slug, page);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @AcceptsIdempotencyKey
    @RequiresRole(Role.MANAGER)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "createTeam", summary = "Create a team")
    ResponseEntity<Team> create(@CallerOrganization UUID organization, @Valid @RequestBody TeamContent team) {
        Team created = teams.create(organization, team);
        return Responses.created("/api/v1/teams/" + created.id(), created);
    }

    @GetMapping("/{id}")
    @RequiresRole(Role.VIEWER)
    @Operation(operationId = "getTeam", summary = "Read a team")
    ResponseEntity<Team> get(@CallerOrganization UUID organization, @PathVariable UUID id) {
        return Responses.ok(teams.get(organization, id));
    }

    @PatchMapping(
            path = "/{id}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MergePatch.MEDIA_TYPE})
    @RequiresRole(Role.MANAGER)
    @Operation(operationId = "changeTeam", summary = "Change a team")
    ResponseEntity<Team> change(
            @CallerOrganization UUID organization,
            @PathVariable UUID id,
            IfMatch expected,
            @RequestBody MergePatch<TeamContent> patch) {
        return Responses.ok(expected.apply(
                () -> teams.get(organization, id),
                current -> teams.change(
                        organization,
                        id,
                        current.version(),
                        patches.apply(patch, current.content(), TeamContent.class))));
    }

    @DeleteMapping("/{id}")
    @RequiresRole(Role.MANAGER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deleteTeam",
            summary = "Delete a team",
            description = "Its memberships go with it; its developers and repositories stay.")
    void delete(@CallerOrganization UUID organization, @PathVariable UUID id, IfMatch expected) {
        expected.accept(
                () -> teams.get(organization, id), current -> teams.delete(organization, id, current.version()));
    }
}
