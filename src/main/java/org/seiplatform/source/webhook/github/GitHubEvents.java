package org.seiplatform.source.webhook.github;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seiplatform.source.webhook.payload.EventAdapter;
import org.seiplatform.source.webhook.payload.IssueAdapter;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.PushAdapter;
import org.seiplatform.source.webhook.payload.Reading;
import org.seiplatform.source.webhook.payload.Rules;
import org.seiplatform.source.webhook.payload.WorkflowRun;

/** The events of GitHub that we take, by the name that {@code X-GitHub-Event} gives them. */
public final class GitHubEvents {

    private static final Map<String, EventAdapter> ADAPTERS = Map.ofEntries(
            entry("ping", new PingAdapter()),
            entry("push", new PushAdapter()),
            entry("pull_request", new PullRequestAdapter()),
            entry("pull_request_review", new PullRequestReviewAdapter()),
            entry("pull_request_review_comment", new PullRequestReviewCommentAdapter()),
            entry("deployment", new DeploymentAdapter()),
            entry("deployment_status", new DeploymentStatusAdapter()),
            entry("release", new ReleaseAdapter()),
            entry("workflow_run", new WorkflowRunAdapter()),
            entry("issues", new IssueAdapter("github", "github.com")),
            entry("repository", new RepositoryAdapter()));

    private GitHubEvents() {}

    public static Set<String> names() {
        return ADAPTERS.keySet();
    }

    /** The run of a workflow that an event tells to be over. */
    public static Optional<WorkflowRun> workflowRun(String event, Payload payload) {
        return event.equals("workflow_run") ? WorkflowRuns.completed(payload) : Optional.empty();
    }

    /** @throws org.seiplatform.source.webhook.payload.UnreadablePayloadException if the payload is not as documented */
    public static Reading read(String event, Payload payload, Rules rules) {
        EventAdapter adapter = ADAPTERS.get(event);
        return adapter == null
                ? Reading.ignored("Events of this type say nothing about delivery.")
                : adapter.read(payload, rules);
    }
}
