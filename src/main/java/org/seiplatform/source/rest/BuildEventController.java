package org.seiplatform.source.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.seiplatform.fact.FactKind;
import org.seiplatform.platform.security.CallerOrganization;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Takes builds. */
@EventEndpoint
class BuildEventController {

    private final EventIntake intake;

    BuildEventController(EventIntake intake) {
        this.intake = intake;
    }

    @PostMapping("/builds")
    @Operation(operationId = "sendBuilds", summary = "Send builds")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = BuildRequest.class)))
    IngestAnswer send(
            @CallerOrganization UUID organizationId,
            @RequestParam(name = "on_error", defaultValue = "abort") OnError onError,
            HttpServletRequest request) {
        return intake.take(organizationId, FactKind.BUILD, BuildRequest.class, onError, request);
    }
}
