package org.seiplatform.source.webhook.gitea;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seiplatform.fact.pullrequest.PullRequestEvent.ReviewState;
import org.seiplatform.source.webhook.payload.EventAdapter;
import org.seiplatform.source.webhook.payload.IssueAdapter;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.PushAdapter;
import org.seiplatform.source.webhook.payload.Reading;
import org.seiplatform.source.webhook.payload.Rules;
import org.seiplatform.source.webhook.payload.WorkflowRun;

/** The events of Gitea and Forgejo that we take, by the name that {@code X-Gitea-Event} gives them. */
final class GiteaEvents {

    private static final Map<String, EventAdapter> ADAPTERS = Map.ofEntries(
            entry("push", new PushAdapter()),
            entry("pull_request", new PullRequestAdapter()),
            entry("pull_request_approved", new ReviewAdapter(ReviewState.APPROVED)),
            entry("pull_request_rejected", new ReviewAdapter(ReviewState.CHANGES_REQUESTED)),
            entry("pull_request_comment", new ReviewAdapter(ReviewState.COMMENTED)),
            entry("release", new ReleaseAdapter()),
            entry("workflow_run", new WorkflowRunAdapter()),
            entry("issues", new IssueAdapter("gitea", "gitea.com")),
            entry("repository", new RepositoryAdapter()));

    private GiteaEvents() {}

    static Set<String> names() {
        return ADAPTERS.keySet();
    }

    /** The run of a workflow that an event tells to be over. */
    static Optional<WorkflowRun> workflowRun(String event, Payload payload) {
        return event.equals("workflow_run") ? WorkflowRuns.completed(payload) : Optional.empty();
    }

    /** @throws org.seiplatform.source.webhook.payload.UnreadablePayloadException if the payload is not as documented */
    static Reading read(String event, Payload payload, Rules rules) {
        EventAdapter adapter = ADAPTERS.get(event);
        return adapter == null
                ? Reading.ignored("Events of this type say nothing about delivery.")
                : adapter.read(payload, rules);
    }
}
