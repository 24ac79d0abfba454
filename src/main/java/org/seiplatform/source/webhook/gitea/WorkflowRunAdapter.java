package org.seiplatform.source.webhook.gitea;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.seiplatform.fact.deployment.DeploymentEvent;
import org.seiplatform.fact.deployment.DeploymentEvent.Status;
import org.seiplatform.source.webhook.payload.DeploymentSource;
import org.seiplatform.source.webhook.payload.EventAdapter;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.Reading;
import org.seiplatform.source.webhook.payload.Repositories;
import org.seiplatform.source.webhook.payload.Rules;
import org.seiplatform.source.webhook.payload.WorkflowRun;

/** A completed run of a workflow that deploys; each attempt of a run is an attempt to deploy. */
class WorkflowRunAdapter implements EventAdapter {

    @Override
    public Reading read(Payload payload, Rules rules) {
        if (!rules.deploysBy(DeploymentSource.WORKFLOWS)) {
            return Reading.ignored("The integration does not count workflow runs as deployments.");
        }
        Optional<WorkflowRun> completed = WorkflowRuns.completed(payload);
        if (completed.isEmpty()) {
            return Reading.ignored("The run is not completed.");
        }
        String reason = completed.get().whyNoDeployment(rules);
        Payload run = payload.requiredObject("/workflow_run");
        Status status = WorkflowRuns.status(run);
        if (reason != null || status == null) {
            return Reading.ignored(String.valueOf(reason));
        }
        return Reading.event(
                Repositories.of(payload),
                repositoryId -> event(repositoryId, payload, run, rules.environment(), status));
    }

    private static DeploymentEvent event(
            UUID repositoryId, Payload payload, Payload run, String environment, Status status) {
        Instant finishedAt = WorkflowRuns.finishedAt(run);
        return DeploymentEvent.reported(
                repositoryId,
                WorkflowRuns.externalId(run),
                environment,
                run.requiredSha("/head_sha"),
                run.text("/head_branch"),
                status,
                WorkflowRuns.startedAt(run),
                finishedAt,
                run.has("/trigger_actor") ? run.login("/trigger_actor/login") : payload.login("/sender/login"),
                finishedAt);
    }
}
