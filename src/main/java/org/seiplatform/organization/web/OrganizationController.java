package org.seiplatform.organization.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.organization.Organization;
import org.seiplatform.organization.OrganizationContent;
import org.seiplatform.organization.Organizations;
import org.seiplatform.platform.idempotency.AcceptsIdempotencyKey;
import org.seiplatform.platform.paging.Page;
import org.seiplatform.platform.paging.PageQuery;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;
import org.seiplatform.platform.security.Caller;
import org.seiplatform.platform.security.CurrentCaller;
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

/** Organizations: operators run them all, everyone else sees their own. */
@RestController
@RequestMapping("/api/v1/organizations")
@Tag(name = "organizations", description = "The tenants and their settings")
class OrganizationController {

    private final Organizations organizations;
    private final MergePatches patches;

    OrganizationController(Organizations organizations, MergePatches patches) {
        this.organizations = organizations;
        this.patches = patches;
    }

    @GetMapping
    @RequiresRole(Role.VIEWER)
    @Operation(
            operationId = "listOrganizations",
            summary = "List organizations",
            description = "An operator sees all of them, everyone else their own.")
    Page<Organization> list(
            @CurrentCaller Caller caller,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String slug,
            PageQuery page) {
        return organizations.list(caller.organizationId(), name, slug, page);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @AcceptsIdempotencyKey
    @RequiresRole(Role.OPERATOR)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            operationId = "createOrganization",
            summary = "Create an organization",
            description = "Settings that are not given have their defaults.")
    ResponseEntity<Organization> create(@Valid @RequestBody NewOrganization organization) {
        Organization created = organizations.create(organization.toContent(patches));
        return Responses.created("/api/v1/organizations/" + created.id(), created);
    }

    @GetMapping("/{id}")
    @RequiresRole(Role.VIEWER)
    @Operation(operationId = "getOrganization", summary = "Read an organization")
    ResponseEntity<Organization> get(@CurrentCaller Caller caller, @PathVariable UUID id) {
        return Responses.ok(visible(caller, id));
    }

    @PatchMapping(
            path = "/{id}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MergePatch.MEDIA_TYPE})
    @RequiresRole(Role.ADMIN)
    @Operation(
            operationId = "changeOrganization",
            summary = "Change an organization or its settings",
            description =
                    "Figures of the past follow the new settings. Only an operator can change the slug: tokens name the"
                            + " organization by it.")
    ResponseEntity<Organization> change(
            @CurrentCaller Caller caller,
            @PathVariable UUID id,
            IfMatch expected,
            @RequestBody MergePatch<OrganizationContent> patch) {
        return Responses.ok(expected.apply(() -> visible(caller, id), current -> {
            OrganizationContent content = patches.apply(patch, current.content(), OrganizationContent.class);
            if (caller.role() != Role.OPERATOR && !content.slug().equals(current.slug())) {
                throw new ProblemException(ProblemType.FORBIDDEN, "Only an operator can change the slug.");
            }
            return organizations.change(id, current.version(), content);
        }));
    }

    @DeleteMapping("/{id}")
    @RequiresRole(Role.OPERATOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deleteOrganization",
            summary = "Delete an organization",
            description = "Only one that has no repositories, teams and developers left.")
    void delete(@PathVariable UUID id, IfMatch expected) {
        expected.accept(() -> organizations.get(id), current -> organizations.delete(id, current.version()));
    }

    private Organization visible(Caller caller, UUID id) {
        if (!caller.belongsTo(id)) {
            throw ProblemException.notFound("organization");
        }
        return organizations.get(id);
    }
}
