package org.seiplatform.source.webhook.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.security.CallerOrganization;
import org.seiplatform.platform.security.RequiresRole;
import org.seiplatform.platform.security.Role;
import org.seiplatform.source.webhook.WorkflowRunPreview;
import org.seiplatform.source.webhook.WorkflowRunPreviews;
import org.seiplatform.source.webhook.payload.DeploymentSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Which runs of workflows count as deployments, before and after a change of settings. */
@RestController
@RequestMapping("/api/v1/integrations/{id}/workflow-runs")
@RequiresRole(Role.VIEWER)
@Tag(name = "integrations")
class WorkflowRunController {

    private final WorkflowRunPreviews runs;

    WorkflowRunController(WorkflowRunPreviews runs) {
        this.runs = runs;
    }

    @GetMapping
    @Operation(
            operationId = "previewWorkflowRuns",
            summary = "See which runs count as deployments",
            description =
                    "The last hundred finished runs of workflows (GitLab: pipelines) that came through the integration, newest "
                            + "first: whether each is a deployment, and if not, why. The integration's settings apply, or those "
                            + "that are given; nothing is changed.")
    WorkflowRunPreview preview(
            @CallerOrganization UUID organization,
            @PathVariable UUID id,
            @Parameter(description = "What is to count as a deployment, instead of the integration's own.")
                    @RequestParam(name = "deployment_sources", required = false)
                    @Nullable
                    Set<DeploymentSource> sources,
            @Parameter(
                            description =
                                    "A regular expression (RE2) for the names of workflows, instead of the integration's.")
                    @RequestParam(name = "workflow_pattern", required = false)
                    @Nullable
                    String pattern) {
        return runs.preview(organization, id, sources, pattern);
    }
}
