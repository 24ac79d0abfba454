package org.seiplatform.platform.audit.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.audit.AuditEvent;
import org.seiplatform.platform.audit.AuditEvent.Outcome;
import org.seiplatform.platform.audit.AuditFilter;
import org.seiplatform.platform.audit.AuditRecord;
import org.seiplatform.platform.audit.AuditRecord.Verification;
import org.seiplatform.platform.paging.Page;
import org.seiplatform.platform.paging.PageQuery;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.ratelimit.RequestCost;
import org.seiplatform.platform.security.Caller;
import org.seiplatform.platform.security.CurrentCaller;
import org.seiplatform.platform.security.RequiresRole;
import org.seiplatform.platform.security.Role;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.databind.json.JsonMapper;

/** The record of changes and of denied accesses. */
@RestController
@RequestMapping("/api/v1/audit-events")
@RequiresRole(Role.ADMIN)
@Tag(name = "audit", description = "Audit log: changes, and requests that were denied")
class AuditController {

    private static final int BATCH = 1000;

    private final AuditRecord record;
    private final JsonMapper json;

    AuditController(AuditRecord record, JsonMapper json) {
        this.record = record;
        this.json = json;
    }

    @GetMapping
    @Operation(
            operationId = "listAuditEvents",
            summary = "List audit events",
            description =
                    "The newest first. An operator names an organization, or reads what concerns the installation.")
    Page<AuditEvent> list(
            @CurrentCaller Caller caller,
            @RequestParam(name = "organization_id", required = false) @Nullable UUID organization,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable Outcome outcome,
            @RequestParam(name = "object_type", required = false) @Nullable String objectType,
            @RequestParam(name = "object_id", required = false) @Nullable String objectId,
            @RequestParam(required = false) @Nullable Instant start,
            @RequestParam(required = false) @Nullable Instant end,
            PageQuery page) {
        AuditFilter filter = new AuditFilter(action, actor, outcome, objectType, objectId, start, end);
        return record.list(concerned(caller, organization), filter, page);
    }

    @GetMapping(path = "/export", produces = "application/x-ndjson")
    @RequestCost(50)
    @Operation(
            operationId = "exportAuditEvents",
            summary = "Export all audit events",
            description =
                    "One JSON object a line, the oldest first, each with the hash that binds it to those before; the "
                            + "last is the export's own.")
    @ApiResponse(
            responseCode = "200",
            description = "The stream; each of its lines",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                            schema = @Schema(implementation = AuditEvent.class)))
    ResponseEntity<StreamingResponseBody> export(
            @CurrentCaller Caller caller,
            @RequestParam(name = "organization_id", required = false) @Nullable UUID organization) {
        UUID concerned = concerned(caller, organization);
        record.noteExport(concerned);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/x-ndjson"))
                .body(output -> export(concerned, output));
    }

    @GetMapping("/verification")
    @RequestCost(50)
    @Operation(
            operationId = "verifyAuditEvents",
            summary = "Verify that the audit events are whole",
            description =
                    "Follows the chain of hashes from its beginning; a changed, removed or inserted event breaks it.")
    Verification verify(
            @CurrentCaller Caller caller,
            @RequestParam(name = "organization_id", required = false) @Nullable UUID organization) {
        return record.verify(concerned(caller, organization));
    }

    private void export(@Nullable UUID organization, OutputStream output) throws IOException {
        long position = 0;
        List<AuditEvent> events = record.after(organization, position, BATCH);
        while (!events.isEmpty()) {
            for (AuditEvent event : events) {
                output.write(json.writeValueAsBytes(event));
                output.write('\n');
                position = event.position();
            }
            events = record.after(organization, position, BATCH);
        }
    }

    /** The organization that a caller may read about; null for the installation, which operators may. */
    private static @Nullable UUID concerned(Caller caller, @Nullable UUID requested) {
        UUID own = caller.organizationId();
        if (own != null && requested != null && !requested.equals(own)) {
            throw ProblemException.notFound("organization");
        }
        return own == null ? requested : own;
    }
}
