package org.seiplatform.ingest.webhook.github;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seiplatform.ingest.webhook.payload.EventAdapter;
import org.seiplatform.ingest.webhook.payload.Payload;
import org.seiplatform.ingest.webhook.payload.Reading;
import org.seiplatform.ingest.webhook.payload.Rules;
import org.seiplatform.ingest.webhook.payload.WorkflowRun;

/** The events of GitHub that we take, by the name that {@code X-GitHub-Event} gives them. */
public final class GitHubEvents {

    private static final Map<String, EventAdapter> ADAPTERS = Map.of(
            "ping", new PingAdapter(),
            "push", new PushAdapter(),
            "pull_request", new PullRequestAdapter(),
            "pull_request_review", new PullRequestReviewAdapter(),
            "pull_request_review_comment", new PullRequestReviewCommentAdapter(),
            "deployment", new DeploymentAdapter(),
            "deployment_status", new DeploymentStatusAdapter(),
            "release", new ReleaseAdapter(),
            "workflow_run", new WorkflowRunAdapter(),
            "issues", new IssuesAdapter());

    private GitHubEvents() {}

    public static Set<String> names() {
        return ADAPTERS.keySet();
    }

    /** The run of a workflow that an event tells to be over. */
    public static Optional<WorkflowRun> workflowRun(String event, Payload payload) {
        return event.equals("workflow_run") ? WorkflowRuns.completed(payload) : Optional.empty();
    }

    /** @throws org.seiplatform.ingest.webhook.payload.UnreadablePayloadException if the payload is not as documented */
    public static Reading read(String event, Payload payload, Rules rules) {
        EventAdapter adapter = ADAPTERS.get(event);
        return adapter == null
                ? Reading.ignored("Events of this type say nothing about delivery.")
                : adapter.read(payload, rules);
    }
}
