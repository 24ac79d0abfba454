package org.seiplatform.source.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.seiplatform.fact.FactKind;
import org.seiplatform.platform.security.CallerOrganization;
import org.seiplatform.platform.security.RequiresRole;
import org.seiplatform.platform.security.Role;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes events: one object, an array of them, or a stream of newline-delimited JSON. */
@RestController
@RequestMapping(
        path = "/api/v1/events",
        consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_NDJSON_VALUE},
        produces = MediaType.APPLICATION_JSON_VALUE)
@RequiresRole(Role.INGEST)
@Tag(name = "events", description = "Facts about commits, pull requests, deployments and incidents")
class EventController {

    private static final String DESCRIPTION = """
            Send one event, an array of them, or a stream of any length with one event on each line (application/x-ndjson). \
            Events may come late, twice, out of order and corrected: of two states of one fact the later one counts, \
            whichever arrives first. Either all events of a request are stored or none; with on_error=continue the valid \
            ones are stored and the others reported.""";

    private final EventIntake intake;

    EventController(EventIntake intake) {
        this.intake = intake;
    }

    @PostMapping("/commits")
    @Operation(
            operationId = "sendCommits",
            summary = "Send commits",
            description = DESCRIPTION,
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(oneOf = {CommitRequest.class, CommitRequest[].class})),
                                @Content(
                                        mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                                        schema = @Schema(implementation = CommitRequest.class))
                            }))
    IngestAnswer commits(
            @CallerOrganization UUID organizationId,
            @RequestParam(name = "on_error", defaultValue = "abort") OnError onError,
            HttpServletRequest request) {
        return intake.take(organizationId, FactKind.COMMIT, CommitRequest.class, onError, request);
    }

    @PostMapping("/pull-requests")
    @Operation(
            operationId = "sendPullRequests",
            summary = "Send pull requests with their reviews",
            description = DESCRIPTION,
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema =
                                                @Schema(
                                                        oneOf = {PullRequestRequest.class, PullRequestRequest[].class
                                                        })),
                                @Content(
                                        mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                                        schema = @Schema(implementation = PullRequestRequest.class))
                            }))
    IngestAnswer pullRequests(
            @CallerOrganization UUID organizationId,
            @RequestParam(name = "on_error", defaultValue = "abort") OnError onError,
            HttpServletRequest request) {
        return intake.take(organizationId, FactKind.PULL_REQUEST, PullRequestRequest.class, onError, request);
    }

    @PostMapping("/deployments")
    @Operation(
            operationId = "sendDeployments",
            summary = "Send deployments",
            description = DESCRIPTION,
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(oneOf = {DeploymentRequest.class, DeploymentRequest[].class})),
                                @Content(
                                        mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                                        schema = @Schema(implementation = DeploymentRequest.class))
                            }))
    IngestAnswer deployments(
            @CallerOrganization UUID organizationId,
            @RequestParam(name = "on_error", defaultValue = "abort") OnError onError,
            HttpServletRequest request) {
        return intake.take(organizationId, FactKind.DEPLOYMENT, DeploymentRequest.class, onError, request);
    }

    @PostMapping("/incidents")
    @Operation(
            operationId = "sendIncidents",
            summary = "Send incidents",
            description = DESCRIPTION,
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(oneOf = {IncidentRequest.class, IncidentRequest[].class})),
                                @Content(
                                        mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                                        schema = @Schema(implementation = IncidentRequest.class))
                            }))
    IngestAnswer incidents(
            @CallerOrganization UUID organizationId,
            @RequestParam(name = "on_error", defaultValue = "abort") OnError onError,
            HttpServletRequest request) {
        return intake.take(organizationId, FactKind.INCIDENT, IncidentRequest.class, onError, request);
    }
}
