package org.seiplatform.ingest.webhook.github;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.ingest.DeploymentEvent;
import org.seiplatform.ingest.DeploymentEvent.Status;
import org.seiplatform.ingest.webhook.payload.DeploymentSource;
import org.seiplatform.ingest.webhook.payload.EventAdapter;
import org.seiplatform.ingest.webhook.payload.Payload;
import org.seiplatform.ingest.webhook.payload.Reading;
import org.seiplatform.ingest.webhook.payload.Rules;

/** A completed run of a workflow that deploys; each attempt of a run is an attempt to deploy. */
class WorkflowRunAdapter implements EventAdapter {

    @Override
    public Reading read(Payload payload, Rules rules) {
        if (!rules.deploysBy(DeploymentSource.WORKFLOWS)) {
            return Reading.ignored("The integration does not count workflow runs as deployments.");
        }
        if (!"completed".equals(payload.text("/action"))) {
            return Reading.ignored("The run is not completed.");
        }
        Payload run = payload.requiredObject("/workflow_run");
        // A workflow without a name goes by its file.
        String name = run.text(run.text("/name") == null ? "/path" : "/name");
        if (name == null || !rules.deployingWorkflow().test(name)) {
            return Reading.ignored("The workflow's name does not match the integration's pattern.");
        }
        if (ofPullRequest(payload, run)) {
            return Reading.ignored("A run for a pull request does not reach the environment.");
        }
        String conclusion = run.text("/conclusion");
        Status status = conclusion == null ? null : status(conclusion);
        if (status == null) {
            return Reading.ignored("The run ended without trying to deploy.");
        }
        return Reading.event(
                Repositories.of(payload), repositoryId -> event(repositoryId, run, rules.environment(), status));
    }

    private static DeploymentEvent event(UUID repositoryId, Payload run, String environment, Status status) {
        Instant updatedAt = run.requiredTime("/updated_at");
        Long attempt = run.number("/run_attempt");
        return new DeploymentEvent(
                repositoryId,
                "workflow_run:" + run.requiredNumber("/id") + ":" + Objects.requireNonNullElse(attempt, 1L),
                environment,
                run.requiredSha("/head_sha"),
                run.text("/head_branch"),
                status,
                Objects.requireNonNullElse(run.time("/run_started_at"), run.requiredTime("/created_at")),
                updatedAt,
                run.login(run.has("/triggering_actor") ? "/triggering_actor/login" : "/actor/login"),
                null,
                null,
                null,
                null,
                null,
                updatedAt);
    }

    private static boolean ofPullRequest(Payload payload, Payload run) {
        String trigger = run.text("/event");
        Long head = run.number("/head_repository/id");
        return trigger != null && trigger.startsWith("pull_request")
                || head != null && !head.equals(payload.number("/repository/id"));
    }

    private static @Nullable Status status(String conclusion) {
        return switch (conclusion) {
            case "success" -> Status.SUCCESS;
            case "failure", "timed_out", "startup_failure" -> Status.FAILURE;
            case "cancelled" -> Status.CANCELLED;
            default -> null;
        };
    }
}
