package org.seiplatform.organization.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.organization.Organizations;
import org.seiplatform.platform.idempotency.AcceptsIdempotencyKey;
import org.seiplatform.platform.paging.Page;
import org.seiplatform.platform.paging.PageQuery;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;
import org.seiplatform.platform.security.ApiKey;
import org.seiplatform.platform.security.ApiKeys;
import org.seiplatform.platform.security.Caller;
import org.seiplatform.platform.security.CurrentCaller;
import org.seiplatform.platform.security.RequiresRole;
import org.seiplatform.platform.security.Role;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** API keys of an organization; for an operator that names none, the keys of operators. */
@RestController
@RequestMapping("/api/v1/api-keys")
@RequiresRole(Role.ADMIN)
@Tag(name = "api-keys", description = "Who gets in, and as what")
class ApiKeyController {

    private static final String SCOPE =
            "The organization whose keys are meant. An operator that names none means the keys of operators.";

    private final ApiKeys keys;
    private final Organizations organizations;

    ApiKeyController(ApiKeys keys, Organizations organizations) {
        this.keys = keys;
        this.organizations = organizations;
    }

    @GetMapping
    @Operation(operationId = "listApiKeys", summary = "List API keys")
    Page<ApiKey> list(
            @CurrentCaller Caller caller,
            @Parameter(description = SCOPE) @RequestParam(name = "organization_id", required = false) @Nullable
                    UUID organization,
            PageQuery page) {
        return keys.list(scope(caller, organization), page);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @AcceptsIdempotencyKey
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            operationId = "createApiKey",
            summary = "Create an API key",
            description = "The answer is the only place where the key itself is ever shown.")
    ResponseEntity<CreatedApiKey> create(
            @CurrentCaller Caller caller,
            @Parameter(description = SCOPE) @RequestParam(name = "organization_id", required = false) @Nullable
                    UUID organization,
            @Valid @RequestBody NewApiKey request) {
        UUID scope = scope(caller, organization);
        if (!caller.role().includes(request.role())) {
            throw new ProblemException(ProblemType.FORBIDDEN, "Nobody can give a role beyond their own.");
        }
        if ((request.role() == Role.OPERATOR) != (scope == null)) {
            throw ProblemException.invalid(
                    "/role", "must be operator for a key without organization, and for no other");
        }
        CreatedApiKey created =
                CreatedApiKey.of(keys.issue(scope, request.name(), request.role(), request.expiresAt()));
        return ResponseEntity.created(URI.create("/api/v1/api-keys/" + created.id()))
                .body(created);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getApiKey", summary = "Read what is known of an API key")
    ApiKey get(
            @CurrentCaller Caller caller,
            @Parameter(description = SCOPE) @RequestParam(name = "organization_id", required = false) @Nullable
                    UUID organization,
            @PathVariable UUID id) {
        return keys.get(scope(caller, organization), id);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "revokeApiKey",
            summary = "Revoke an API key",
            description = "At once and for good. The key stays in the list.")
    void revoke(
            @CurrentCaller Caller caller,
            @Parameter(description = SCOPE) @RequestParam(name = "organization_id", required = false) @Nullable
                    UUID organization,
            @PathVariable UUID id) {
        keys.revoke(scope(caller, organization), id);
    }

    private @Nullable UUID scope(Caller caller, @Nullable UUID requested) {
        if (caller.role() != Role.OPERATOR) {
            return caller.organization(requested);
        }
        return requested == null ? null : organizations.get(requested).id();
    }
}
