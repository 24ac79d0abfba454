package org.seiplatform.coderepo.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.coderepo.CodeRepositories;
import org.seiplatform.coderepo.CodeRepository;
import org.seiplatform.coderepo.CodeRepositoryContent;
import org.seiplatform.coderepo.CodeRepositoryFilter;
import org.seiplatform.coderepo.NewCodeRepository;
import org.seiplatform.coderepo.Provider;
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

/** Repositories. */
@RestController
@RequestMapping("/api/v1/repositories")
@Tag(name = "repositories", description = "The source repositories that events are about")
class CodeRepositoryController {

    private final CodeRepositories repositories;
    private final MergePatches patches;

    CodeRepositoryController(CodeRepositories repositories, MergePatches patches) {
        this.repositories = repositories;
        this.patches = patches;
    }

    @GetMapping
    @RequiresRole(Role.VIEWER)
    @Operation(operationId = "listRepositories", summary = "List repositories")
    Page<CodeRepository> list(
            @CallerOrganization UUID organization,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable Provider provider,
            @RequestParam(required = false) @Nullable String host,
            @RequestParam(name = "provider_id", required = false) @Nullable String providerId,
            PageQuery page) {
        return repositories.list(organization, new CodeRepositoryFilter(name, provider, host, providerId), page);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @AcceptsIdempotencyKey
    @RequiresRole(Role.MANAGER)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "createRepository", summary = "Create a repository")
    ResponseEntity<CodeRepository> create(
            @CallerOrganization UUID organization, @Valid @RequestBody NewCodeRepository repository) {
        CodeRepository created = repositories.create(organization, repository);
        return Responses.created("/api/v1/repositories/" + created.id(), created);
    }

    @GetMapping("/{id}")
    @RequiresRole(Role.VIEWER)
    @Operation(operationId = "getRepository", summary = "Read a repository")
    ResponseEntity<CodeRepository> get(@CallerOrganization UUID organization, @PathVariable UUID id) {
        return Responses.ok(repositories.get(organization, id));
    }

    @PatchMapping(
            path = "/{id}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MergePatch.MEDIA_TYPE})
    @RequiresRole(Role.MANAGER)
    @Operation(
            operationId = "changeRepository",
            summary = "Change a repository",
            description = "With another default branch, what deployments delivered is worked out again.")
    ResponseEntity<CodeRepository> change(
            @CallerOrganization UUID organization,
            @PathVariable UUID id,
            IfMatch expected,
            @RequestBody MergePatch<CodeRepositoryContent> patch) {
        return Responses.ok(expected.apply(
                () -> repositories.get(organization, id),
                current -> repositories.change(
                        organization,
                        id,
                        current.version(),
                        patches.apply(patch, current.content(), CodeRepositoryContent.class))));
    }

    @DeleteMapping("/{id}")
    @RequiresRole(Role.MANAGER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deleteRepository",
            summary = "Delete a repository",
            description = "All facts about it go with it.")
    void delete(@CallerOrganization UUID organization, @PathVariable UUID id, IfMatch expected) {
        expected.accept(
                () -> repositories.get(organization, id),
                current -> repositories.delete(organization, id, current.version()));
    }
}
