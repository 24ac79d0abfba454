package org.seiplatform.source.webhook.github;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.deployment.DeploymentEvent.Status;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.Repositories;
import org.seiplatform.source.webhook.payload.WorkflowRun;

/** Reads a {@code workflow_run} object. */
final class WorkflowRuns {

    /** Where a merge queue tries what it may merge, with whatever runs for pushes to any branch. */
    private static final String MERGE_QUEUE = "gh-readonly-queue/";

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
                // A workflow without a name goes by its file.
                run.text(run.text("/name") == null ? "/path" : "/name"),
                title(run),
                run.text("/event"),
                run.text("/head_branch"),
                run.text("/conclusion"),
                finishedAt(run),
                obstacle(payload, run));
    }

    static String externalId(Payload run) {
        Long attempt = run.number("/run_attempt");
        return "workflow_run:" + run.requiredNumber("/id") + ":" + Objects.requireNonNullElse(attempt, 1L);
    }

    static Instant finishedAt(Payload run) {
        return run.requiredTime("/updated_at");
    }

    static @Nullable Status status(Payload run) {
        String conclusion = run.text("/conclusion");
        return switch (conclusion == null ? "" : conclusion) {
            case "success" -> Status.SUCCESS;
            case "failure", "timed_out", "startup_failure" -> Status.FAILURE;
            case "cancelled" -> Status.CANCELLED;
            default -> null;
        };
    }

    /**
     * A run without a name of its own has the subject of its commit for a title, or the title of the issue, discussion or release that
     * set it off, which say nothing about what the run does.
     */
    private static @Nullable String title(Payload run) {
        String title = run.text("/display_title");
        String trigger = Objects.requireNonNullElse(run.text("/event"), "");
        if (trigger.startsWith("issue") || trigger.startsWith("discussion") || trigger.equals("release")) {
            return null;
        }
        String message = run.text("/head_commit/message");
        if (title == null || message == null) {
            return title;
        }
        String subject = message.lines().findFirst().orElse("").strip();
        return subject.startsWith(title.strip().replaceFirst("(…|\\.\\.\\.)$", "")) ? null : title;
    }

    private static @Nullable String obstacle(Payload payload, Payload run) {
        String trigger = Objects.requireNonNullElse(run.text("/event"), "");
        if (trigger.startsWith("pull_request")
                || trigger.equals("merge_group")
                || Objects.requireNonNullElse(run.text("/head_branch"), "").startsWith(MERGE_QUEUE)) {
            return "A run for a pull request or a merge queue does not reach the environment.";
        }
        if (trigger.equals("dynamic")
                || Objects.requireNonNullElse(run.text("/path"), "").startsWith("dynamic/")) {
            return "What GitHub runs by itself, such as builds of pages, is no deployment.";
        }
        Long head = run.number("/head_repository/id");
        // A fork that was deleted is null.
        if (run.isNull("/head_repository") || head != null && !head.equals(payload.number("/repository/id"))) {
            return "A run of a fork does not reach the environment.";
        }
        return status(run) == null ? "The run ended without trying to deploy." : null;
    }
}
