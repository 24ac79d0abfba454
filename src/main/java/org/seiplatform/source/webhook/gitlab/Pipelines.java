package org.seiplatform.source.webhook.gitlab;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.deployment.DeploymentEvent.Status;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.WorkflowRun;

/** Reads a pipeline. */
final class Pipelines {

    /** Pipelines of merge requests, parts of other pipelines, and scans. */
    private static final Set<String> NOT_DEPLOYING = Set.of(
            "merge_request_event",
            "external_pull_request_event",
            "parent_pipeline",
            "ondemand_dast_scan",
            "ondemand_dast_validation",
            "security_orchestration_policy");

    private Pipelines() {}

    /** The pipeline that is over; empty where it goes on. */
    static Optional<WorkflowRun> finished(Payload payload) {
        Payload pipeline = payload.requiredObject("/object_attributes");
        return status(pipeline) == null ? Optional.empty() : Optional.of(read(payload, pipeline));
    }

    private static WorkflowRun read(Payload payload, Payload pipeline) {
        String name = pipeline.text("/name");
        return new WorkflowRun(
                externalId(pipeline),
                Projects.of(payload).name(),
                name == null ? pipeline.requiredText("/ref") : name,
                null,
                pipeline.text("/source"),
                pipeline.text("/ref"),
                pipeline.text("/status"),
                finishedAt(pipeline),
                obstacle(payload, pipeline));
    }

    static String externalId(Payload pipeline) {
        return "pipeline:" + pipeline.requiredNumber("/id");
    }

    static Instant finishedAt(Payload pipeline) {
        return pipeline.requiredTime("/finished_at");
    }

    static @Nullable Status status(Payload pipeline) {
        return switch (pipeline.requiredText("/status")) {
            case "success" -> Status.SUCCESS;
            case "failed" -> Status.FAILURE;
            case "canceled" -> Status.CANCELLED;
            default -> null;
        };
    }

    private static @Nullable String obstacle(Payload payload, Payload pipeline) {
        boolean ofMergeRequest = payload.has("/merge_request")
                || Objects.requireNonNullElse(pipeline.text("/ref"), "").startsWith("refs/merge-requests/");
        String source = pipeline.text("/source");
        return ofMergeRequest || source != null && NOT_DEPLOYING.contains(source)
                ? "A pipeline for a merge request, for another pipeline or for a scan is no deployment."
                : null;
    }
}
