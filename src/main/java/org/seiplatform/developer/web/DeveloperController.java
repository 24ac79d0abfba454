package org.seiplatform.developer.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.developer.Developer;
import org.seiplatform.developer.DeveloperContent;
import org.seiplatform.developer.DeveloperFilter;
import org.seiplatform.developer.Developers;
import org.seiplatform.developer.NewDeveloper;
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

/** Developers. */
@RestController
@RequestMapping("/api/v1/developers")
@Tag(name = "developers", description = "People and the identities under which they appear in events")
class DeveloperController {

    private final Developers developers;
    private final MergePatches patches;

    DeveloperController(Developers developers, MergePatches patches) {
        this.developers = developers;
        this.patches = patches;
    }

    @GetMapping
    @RequiresRole(Role.VIEWER)
    @Operation(operationId = "listDevelopers", summary = "List developers")
    Page<Developer> list(
            @CallerOrganization UUID organization,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String email,
            @RequestParam(required = false) @Nullable String login,
            @Parameter(description = "The host of the login; without it, a login of any host is meant.")
                    @RequestParam(required = false)
                    @Nullable
                    String host,
            @RequestParam(required = false) @Nullable Boolean bot,
            PageQuery page) {
        return developers.list(organization, new DeveloperFilter(name, email, login, host, bot), page);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @AcceptsIdempotencyKey
    @RequiresRole(Role.MANAGER)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            operationId = "createDeveloper",
            summary = "Create a developer",
            description = "Those who appear in events need not be created: they come with the events.")
    ResponseEntity<Developer> create(
            @CallerOrganization UUID organization, @Valid @RequestBody NewDeveloper developer) {
        Developer created = developers.create(organization, developer);
        return Responses.created("/api/v1/developers/" + created.id(), created);
    }

    @GetMapping("/{id}")
    @RequiresRole(Role.VIEWER)
    @Operation(operationId = "getDeveloper", summary = "Read a developer")
    ResponseEntity<Developer> get(@CallerOrganization UUID organization, @PathVariable UUID id) {
        return Responses.ok(developers.get(organization, id));
    }

    @PatchMapping(
            path = "/{id}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MergePatch.MEDIA_TYPE})
    @RequiresRole(Role.MANAGER)
    @Operation(
            operationId = "changeDeveloper",
            summary = "Change a developer",
            description = "A name that is set here stays, whatever events say.")
    ResponseEntity<Developer> change(
            @CallerOrganization UUID organization,
            @PathVariable UUID id,
            IfMatch expected,
            @RequestBody MergePatch<DeveloperContent> patch) {
        return Responses.ok(expected.apply(
                () -> developers.get(organization, id),
                current -> developers.change(
                        organization,
                        id,
                        current.version(),
                        patches.apply(patch, current.content(), DeveloperContent.class))));
    }

    @DeleteMapping("/{id}")
    @RequiresRole(Role.MANAGER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deleteDeveloper",
            summary = "Delete a developer",
            description = "Only one who has never done anything; merge others, or erase them. One who was erased stays,"
                    + " or they would come back with the next event.")
    void delete(@CallerOrganization UUID organization, @PathVariable UUID id, IfMatch expected) {
        expected.accept(
                () -> developers.get(organization, id),
                current -> developers.delete(organization, id, current.version()));
    }
}
