package org.seiplatform.source.git.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.idempotency.AcceptsIdempotencyKey;
import org.seiplatform.platform.paging.Page;
import org.seiplatform.platform.paging.PageQuery;
import org.seiplatform.platform.ratelimit.RequestCost;
import org.seiplatform.platform.security.Caller;
import org.seiplatform.platform.security.CallerOrganization;
import org.seiplatform.platform.security.CurrentCaller;
import org.seiplatform.platform.security.RequiresRole;
import org.seiplatform.platform.security.Role;
import org.seiplatform.platform.stream.EventStreams;
import org.seiplatform.source.git.ImportJob;
import org.seiplatform.source.git.ImportRequest;
import org.seiplatform.source.git.Imports;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Imports of git histories. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "imports", description = "The history of a git repository as events")
class ImportController {

    private final Imports imports;
    private final EventStreams streams;

    ImportController(Imports imports, EventStreams streams) {
        this.imports = imports;
        this.streams = streams;
    }

    @PostMapping(path = "/repositories/{id}/imports", consumes = MediaType.APPLICATION_JSON_VALUE)
    @AcceptsIdempotencyKey
    @RequestCost(50)
    @RequiresRole(Role.MANAGER)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "startImport",
            summary = "Import a git repository's history",
            description =
                    "Commits with their sizes and parents, and release tags as deployments. Runs in the background; "
                            + "repeated, it takes what is new.")
    ResponseEntity<ImportJob> start(
            @CallerOrganization UUID organization,
            @PathVariable UUID id,
            @Valid @RequestBody(required = false) @Nullable ImportRequest request) {
        ImportJob job = imports.start(organization, id, Objects.requireNonNullElse(request, ImportRequest.PLAIN));
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/imports/" + job.id()))
                .body(job);
    }

    @GetMapping("/repositories/{id}/imports")
    @RequiresRole(Role.VIEWER)
    @Operation(operationId = "listImports", summary = "List the imports of a repository")
    Page<ImportJob> list(@CallerOrganization UUID organization, @PathVariable UUID id, PageQuery page) {
        return imports.list(organization, id, page);
    }

    @GetMapping("/imports/{id}")
    @RequiresRole(Role.VIEWER)
    @Operation(operationId = "getImport", summary = "Read how far an import has come")
    ImportJob get(@CurrentCaller Caller caller, @PathVariable UUID id) {
        return imports.get(caller.organizationId(), id);
    }

    @GetMapping(path = "/imports/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @RequiresRole(Role.VIEWER)
    @Operation(
            operationId = "watchImport",
            summary = "Watch an import",
            description =
                    "Server-sent events named progress, each the import as JSON, whenever it changes; the stream ends "
                            + "with the import, or when the caller loses access.")
    @ApiResponse(
            responseCode = "200",
            description = "The stream; what follows `data:` in each of its events",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(implementation = ImportJob.class)))
    SseEmitter watch(@CurrentCaller Caller caller, @PathVariable UUID id) {
        return streams.open(
                caller,
                "progress",
                () -> imports.get(caller.organizationId(), id),
                job -> job.status().isFinal());
    }

    @DeleteMapping("/imports/{id}")
    @RequiresRole(Role.MANAGER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "cancelImport",
            summary = "Cancel an import",
            description = "It stops at the end of its batch. What it has stored stays.")
    void cancel(@CurrentCaller Caller caller, @PathVariable UUID id) {
        imports.cancel(caller.organizationId(), id);
    }
}
