package org.seiplatform.developer.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.seiplatform.developer.Developer;
import org.seiplatform.developer.Developers;
import org.seiplatform.developer.Identity;
import org.seiplatform.developer.IdentityAssignments;
import org.seiplatform.developer.NewIdentity;
import org.seiplatform.platform.idempotency.AcceptsIdempotencyKey;
import org.seiplatform.platform.paging.Page;
import org.seiplatform.platform.paging.PageQuery;
import org.seiplatform.platform.security.CallerOrganization;
import org.seiplatform.platform.security.RequiresRole;
import org.seiplatform.platform.security.Role;
import org.seiplatform.platform.web.Responses;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Whose an identity is. */
@RestController
@RequestMapping("/api/v1/developers/{id}")
@Tag(name = "developers")
class IdentityController {

    private final IdentityAssignments assignments;
    private final Developers developers;

    IdentityController(IdentityAssignments assignments, Developers developers) {
        this.assignments = assignments;
        this.developers = developers;
    }

    @GetMapping("/identities")
    @RequiresRole(Role.VIEWER)
    @Operation(operationId = "listIdentities", summary = "List the identities of a developer")
    Page<Identity> list(@CallerOrganization UUID organization, @PathVariable UUID id, PageQuery page) {
        return assignments.list(organization, id, page);
    }

    @PostMapping(path = "/identities", consumes = MediaType.APPLICATION_JSON_VALUE)
    @AcceptsIdempotencyKey
    @RequiresRole(Role.MANAGER)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            operationId = "addIdentity",
            summary = "Add an identity to a developer",
            description = "One that nobody has yet. Events that carry it from now on are theirs.")
    ResponseEntity<Identity> add(
            @CallerOrganization UUID organization, @PathVariable UUID id, @Valid @RequestBody NewIdentity identity) {
        Identity added = assignments.add(organization, id, identity);
        return ResponseEntity.created(URI.create("/api/v1/developers/" + id + "/identities"))
                .body(added);
    }

    @PutMapping("/identities/{identity_id}")
    @RequiresRole(Role.MANAGER)
    @Operation(
            operationId = "assignIdentity",
            summary = "Give an identity to a developer",
            description = "Whoever had it before. No event moves it again.")
    Identity assign(
            @CallerOrganization UUID organization,
            @PathVariable UUID id,
            @PathVariable("identity_id") UUID identityId) {
        return assignments.assign(organization, id, identityId);
    }

    @PostMapping(path = "/merge", consumes = MediaType.APPLICATION_JSON_VALUE)
    @AcceptsIdempotencyKey
    @RequiresRole(Role.MANAGER)
    @Operation(
            operationId = "mergeDevelopers",
            summary = "Make two developers one",
            description = "The other's identities and memberships pass over, and the other is no more.")
    ResponseEntity<Developer> merge(
            @CallerOrganization UUID organization, @PathVariable UUID id, @Valid @RequestBody DeveloperMerge merge) {
        assignments.merge(organization, id, merge.developerId());
        return Responses.ok(developers.get(organization, id));
    }
}
