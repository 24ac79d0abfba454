package org.seiplatform.ingest.webhook.gitlab;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.ingest.DeploymentEvent;
import org.seiplatform.ingest.DeploymentEvent.Status;
import org.seiplatform.ingest.webhook.payload.DeploymentSource;
import org.seiplatform.ingest.webhook.payload.EventAdapter;
import org.seiplatform.ingest.webhook.payload.Payload;
import org.seiplatform.ingest.webhook.payload.Reading;
import org.seiplatform.ingest.webhook.payload.Rules;

/** A finished pipeline that deploys: one whose name, or whose branch or tag where it has no name, matches the pattern. */
class PipelineAdapter implements EventAdapter {

    /** Pipelines of merge requests, and parts of other pipelines. */
    private static final Set<String> NOT_DEPLOYING =
            Set.of("merge_request_event", "external_pull_request_event", "parent_pipeline");

    @Override
    public Reading read(Payload payload, Rules rules) {
        if (!rules.deploysBy(DeploymentSource.WORKFLOWS)) {
            return Reading.ignored("The integration does not count pipelines as deployments.");
        }
        Payload pipeline = payload.requiredObject("/object_attributes");
        String source = pipeline.text("/source");
        if (source != null && NOT_DEPLOYING.contains(source)) {
            return Reading.ignored("A pipeline for a merge request or for another pipeline is no deployment.");
        }
        String name = pipeline.text("/name");
        if (!rules.deployingWorkflow().test(name == null ? pipeline.requiredText("/ref") : name)) {
            return Reading.ignored("The pipeline does not match the integration's pattern.");
        }
        Status status = status(pipeline.requiredText("/status"));
        if (status == null) {
            return Reading.ignored("The pipeline is not finished.");
        }
        return Reading.event(
                Projects.of(payload),
                repositoryId -> event(repositoryId, payload, pipeline, rules.environment(), status));
    }

    private static DeploymentEvent event(
            UUID repositoryId, Payload payload, Payload pipeline, String environment, Status status) {
        Instant finishedAt = pipeline.requiredTime("/finished_at");
        return new DeploymentEvent(
                repositoryId,
                "pipeline:" + pipeline.requiredNumber("/id"),
                environment,
                pipeline.requiredSha("/sha"),
                pipeline.text("/ref"),
                status,
                pipeline.requiredTime("/created_at"),
                finishedAt,
                Users.at(payload, "/user"),
                null,
                null,
                null,
                null,
                null,
                finishedAt);
    }

    private static @Nullable Status status(String status) {
        return switch (status) {
            case "success" -> Status.SUCCESS;
            case "failed" -> Status.FAILURE;
            case "canceled" -> Status.CANCELLED;
            default -> null;
        };
    }
}
