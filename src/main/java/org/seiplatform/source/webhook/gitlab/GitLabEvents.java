package org.seiplatform.source.webhook.gitlab;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seiplatform.source.webhook.payload.EventAdapter;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.Reading;
import org.seiplatform.source.webhook.payload.Rules;
import org.seiplatform.source.webhook.payload.WorkflowRun;

/**
 * The events of GitLab that we take, by {@code object_kind}: the header {@code X-Gitlab-Event} has one name for issues and
 * incidents, and several for each of them.
 */
public final class GitLabEvents {

    private static final EventAdapter ISSUE = new IssueAdapter();
    private static final Map<String, EventAdapter> ADAPTERS = Map.of(
            "push", new PushAdapter(),
            "merge_request", new MergeRequestAdapter(),
            "note", new NoteAdapter(),
            "deployment", new DeploymentAdapter(),
            "pipeline", new PipelineAdapter(),
            "release", new ReleaseAdapter(),
            "issue", ISSUE,
            "incident", ISSUE,
            "work_item", ISSUE);

    private GitLabEvents() {}

    public static Set<String> names() {
        return ADAPTERS.keySet();
    }

    /** The pipeline that an event tells to be over. */
    public static Optional<WorkflowRun> pipeline(String objectKind, Payload payload) {
        return objectKind.equals("pipeline") ? Pipelines.finished(payload) : Optional.empty();
    }

    /** @throws org.seiplatform.source.webhook.payload.UnreadablePayloadException if the payload is not as documented */
    public static Reading read(String objectKind, Payload payload, Rules rules) {
        EventAdapter adapter = ADAPTERS.get(objectKind);
        return adapter == null
                ? Reading.ignored("Events of this type say nothing about delivery.")
                : adapter.read(payload, rules);
    }
}
