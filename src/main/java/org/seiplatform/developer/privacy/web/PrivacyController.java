package org.seiplatform.developer.privacy.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.seiplatform.developer.Developer;
import org.seiplatform.developer.Developers;
import org.seiplatform.developer.privacy.Erasure;
import org.seiplatform.developer.privacy.ErasureProgress;
import org.seiplatform.developer.privacy.Export;
import org.seiplatform.platform.security.CallerOrganization;
import org.seiplatform.platform.security.RequiresRole;
import org.seiplatform.platform.security.Role;
import org.seiplatform.platform.web.Responses;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a developer may ask of those who hold data on them. */
@RestController
@RequestMapping("/api/v1/developers/{id}")
@Tag(name = "developers")
class PrivacyController {

    private final Export export;
    private final Erasure erasure;
    private final Developers developers;

    PrivacyController(Export export, Erasure erasure, Developers developers) {
        this.export = export;
        this.erasure = erasure;
        this.developers = developers;
    }

    @GetMapping("/export")
    @RequiresRole(Role.ADMIN)
    @Operation(
            operationId = "exportDeveloper",
            summary = "Export everything that is held on a developer",
            description =
                    "A zip file: the developer, identities, memberships, commits, pull requests, reviews, comments and "
                            + "deployments, each as JSON and as CSV.")
    @ApiResponse(
            responseCode = "200",
            description = "The file",
            content = @Content(mediaType = "application/zip", schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<Resource> export(@CallerOrganization UUID organization, @PathVariable UUID id) throws IOException {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("developer-" + id + ".zip")
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .body(new InputStreamResource(export.zip(organization, id)));
    }

    @PostMapping("/erasure")
    @RequiresRole(Role.ADMIN)
    @Operation(
            operationId = "eraseDeveloper",
            summary = "Erase a developer",
            description =
                    "For good: name, addresses and logins go, from everything that is stored, and no figure changes. Events that carry "
                            + "their identities later belong to the same pseudonym. To erase somebody again changes nothing.")
    @ApiResponse(responseCode = "200", description = "Nothing that is stored speaks of them any more")
    @ApiResponse(
            responseCode = "202",
            description =
                    "Who they are is gone, and texts that were stored before are gone through: Location tells when it is finished",
            headers =
                    @Header(
                            name = HttpHeaders.LOCATION,
                            description = "Where the progress is read",
                            schema = @Schema(implementation = URI.class)))
    ResponseEntity<Developer> erase(@CallerOrganization UUID organization, @PathVariable UUID id) {
        ErasureProgress progress = erasure.erase(organization, id);
        Developer developer = developers.get(organization, id);
        return progress.state() == ErasureProgress.State.DONE
                ? Responses.ok(developer)
                : ResponseEntity.accepted()
                        .location(URI.create("/api/v1/developers/" + id + "/erasure"))
                        .body(developer);
    }

    @GetMapping("/erasure")
    @RequiresRole(Role.ADMIN)
    @Operation(
            operationId = "getErasure",
            summary = "Read how far the erasure of a developer is",
            description = "It is done once nothing that was stored when it was asked for speaks of them.")
    ErasureProgress progress(@CallerOrganization UUID organization, @PathVariable UUID id) {
        return erasure.progress(organization, id);
    }
}
