package org.seiplatform.source.webhook.gitea;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.deployment.DeploymentEvent.Status;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.Repositories;
import org.seiplatform.source.webhook.payload.WorkflowRun;

/** Reads the {@code workflow_run} of a payload. */
final class WorkflowRuns {

    private WorkflowRuns() {}

    /** The run that is over; empty where it goes on. */
    static Optional<WorkflowRun> completed(Payload payload) {
        return "completed".equals(payload.text("/action"))
                ? Optional.of(read(payload, payload.requiredObject("/workflow_run")))
                : Optional.empty();
    }

    private static WorkflowRun read(Payload payload, Payload run) {
        return new WorkflowRun(
                externalId(run),
                Repositories.of(payload).name(),
                name(payload, run),
                // A run has the subject of its commit for a title, or that of the issue or release that set it off.
                null,
                run.text("/event"),
                run.text("/head_branch"),
                run.text("/conclusion"),
                finishedAt(run),
                obstacle(payload, run));
    }

    /** A workflow without a name goes by its file, which is {@code deploy.yml@refs/heads/main} in the run. */
    private static @Nullable String name(Payload payload, Payload run) {
        String name = payload.text("/workflow/name");
        String path = run.text("/path");
        return name == null && path != null ? path.replaceFirst("@.*", "") : name;
    }

    static String externalId(Payload run) {
        Long attempt = run.number("/run_attempt");
        return "workflow_run:" + run.requiredNumber("/id") + ":" + Math.max(1, Objects.requireNonNullElse(attempt, 1L));
    }

    /** A time that Gitea does not have is written as the year 1, or 1970: then the run is over since the delivery came. */
    static Instant finishedAt(Payload run) {
        Instant completedAt = run.requiredTime("/completed_at");
        return isKnown(completedAt) ? completedAt : run.receivedAt();
    }

    /** The end of the run where its beginning is not known: it was cancelled before. */
    static Instant startedAt(Payload run) {
        Instant startedAt = run.time("/started_at");
        return startedAt != null && isKnown(startedAt) ? startedAt : finishedAt(run);
    }

    private static boolean isKnown(Instant time) {
        return time.isAfter(Instant.EPOCH);
    }

    static @Nullable Status status(Payload run) {
        String conclusion = run.text("/conclusion");
        return switch (conclusion == null ? "" : conclusion) {
            case "success" -> Status.SUCCESS;
            case "failure" -> Status.FAILURE;
            case "cancelled" -> Status.CANCELLED;
            default -> null;
        };
    }

    private static @Nullable String obstacle(Payload payload, Payload run) {
        String trigger = Objects.requireNonNullElse(run.text("/event"), "");
        if (trigger.startsWith("pull_request")) {
            return "A run for a pull request does not reach the environment.";
        }
        Long head = run.number("/head_repository/id");
        if (head != null && !head.equals(payload.number("/repository/id"))) {
            return "A run of a fork does not reach the environment.";
        }
        return status(run) == null ? "The run ended without trying to deploy." : null;
    }
}
