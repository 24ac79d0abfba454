package org.seiplatform.source.webhook.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
import org.seiplatform.platform.web.PublicAddress;
import org.seiplatform.platform.web.Responses;
import org.seiplatform.source.webhook.Integration;
import org.seiplatform.source.webhook.IntegrationContent;
import org.seiplatform.source.webhook.Integrations;
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

/** Integrations: anyone of the organization sees them, their secrets are the admins' business. */
@RestController
@RequestMapping(IntegrationController.PATH)
@RequiresRole(Role.ADMIN)
@Tag(name = "integrations", description = "Webhooks of providers, and what came through them")
class IntegrationController {

    static final String PATH = "/api/v1/integrations";

    private final Integrations integrations;
    private final MergePatches patches;
    private final PublicAddress address;

    IntegrationController(Integrations integrations, MergePatches patches, PublicAddress address) {
        this.integrations = integrations;
        this.patches = patches;
        this.address = address;
    }

    @GetMapping
    @RequiresRole(Role.VIEWER)
    @Operation(operationId = "listIntegrations", summary = "List integrations")
    Page<IntegrationAnswer> list(
            @CallerOrganization UUID organization,
            @RequestParam(required = false) @Nullable Provider provider,
            PageQuery page) {
        return integrations.list(organization, provider, page).map(this::answer);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @AcceptsIdempotencyKey
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            operationId = "createIntegration",
            summary = "Create an integration",
            description =
                    "The answer has the webhook's URL and, this once, its secret; without one given, one is made. "
                            + "What is not given has its default.")
    ResponseEntity<IntegrationWithSecretAnswer> create(
            @CallerOrganization UUID organization, @Valid @RequestBody NewIntegration request) {
        Integration.WithSecret created =
                integrations.create(organization, request.provider(), request.content(), request.secret());
        return Responses.created(
                PATH + "/" + created.integration().id(), IntegrationWithSecretAnswer.of(created, address));
    }

    @GetMapping("/{id}")
    @RequiresRole(Role.VIEWER)
    @Operation(operationId = "getIntegration", summary = "Read an integration")
    ResponseEntity<IntegrationAnswer> get(@CallerOrganization UUID organization, @PathVariable UUID id) {
        return Responses.ok(answer(integrations.get(organization, id)));
    }

    @PatchMapping(
            path = "/{id}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MergePatch.MEDIA_TYPE})
    @Operation(
            operationId = "changeIntegration",
            summary = "Change an integration",
            description =
                    "What came through it before stays as it is. Its provider cannot change; its secret is rotated.")
    ResponseEntity<IntegrationAnswer> change(
            @CallerOrganization UUID organization,
            @PathVariable UUID id,
            IfMatch expected,
            @RequestBody MergePatch<IntegrationContent> patch) {
        return Responses.ok(answer(expected.apply(
                () -> integrations.get(organization, id),
                current -> integrations.change(
                        organization,
                        id,
                        current.version(),
                        patches.apply(patch, current.content(), IntegrationContent.class)))));
    }

    @PostMapping(path = "/{id}/rotation", consumes = MediaType.APPLICATION_JSON_VALUE)
    @AcceptsIdempotencyKey
    @Operation(
            operationId = "rotateIntegrationSecret",
            summary = "Replace the secret",
            description =
                    "The secret so far stays valid for a while (a day, unless configured otherwise), so that nothing is "
                            + "refused while the provider is given the new one. The answer shows the secret this once.")
    ResponseEntity<IntegrationWithSecretAnswer> rotate(
            @CallerOrganization UUID organization,
            @PathVariable UUID id,
            @Valid @RequestBody(required = false) @Nullable Rotation rotation) {
        return Responses.ok(IntegrationWithSecretAnswer.of(
                integrations.rotate(organization, id, rotation == null ? null : rotation.secret()), address));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deleteIntegration",
            summary = "Delete an integration",
            description = "Its webhook is refused from now on. What came through it stays.")
    void delete(@CallerOrganization UUID organization, @PathVariable UUID id, IfMatch expected) {
        expected.accept(
                () -> integrations.get(organization, id),
                current -> integrations.delete(organization, id, current.version()));
    }

    private IntegrationAnswer answer(Integration integration) {
        return IntegrationAnswer.of(integration, address);
    }
}
