package org.seiplatform.source.webhook.gitlab;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.seiplatform.fact.deployment.DeploymentEvent;
import org.seiplatform.fact.deployment.DeploymentEvent.Status;
import org.seiplatform.source.webhook.payload.DeploymentSource;
import org.seiplatform.source.webhook.payload.EventAdapter;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.Reading;
import org.seiplatform.source.webhook.payload.Rules;
import org.seiplatform.source.webhook.payload.WorkflowRun;

/** A finished pipeline that deploys: one whose name, or whose branch or tag where it has no name, matches the pattern. */
class PipelineAdapter implements EventAdapter {

    @Override
    public Reading read(Payload payload, Rules rules) {
        if (!rules.deploysBy(DeploymentSource.WORKFLOWS)) {
            return Reading.ignored("The integration does not count pipelines as deployments.");
        }
        Optional<WorkflowRun> finished = Pipelines.finished(payload);
        if (finished.isEmpty()) {
            return Reading.ignored("The pipeline is not finished.");
        }
        String reason = finished.get().whyNoDeployment(rules);
        Payload pipeline = payload.requiredObject("/object_attributes");
        Status status = Pipelines.status(pipeline);
        if (reason != null || status == null) {
            return Reading.ignored(String.valueOf(reason));
        }
        return Reading.event(
                Projects.of(payload),
                repositoryId -> event(repositoryId, payload, pipeline, rules.environment(), status));
    }

    private static DeploymentEvent event(
            UUID repositoryId, Payload payload, Payload pipeline, String environment, Status status) {
        Instant finishedAt = Pipelines.finishedAt(pipeline);
        return DeploymentEvent.reported(
                repositoryId,
                Pipelines.externalId(pipeline),
                environment,
                pipeline.requiredSha("/sha"),
                pipeline.text("/ref"),
                status,
                pipeline.requiredTime("/created_at"),
                finishedAt,
                Users.at(payload, "/user"),
                finishedAt);
    }
}
