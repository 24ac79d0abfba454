package org.seiplatform.source.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seiplatform.source.webhook.payload.Rules;
import org.seiplatform.source.webhook.payload.WorkflowRun;

/**
 * What some settings make of the runs that came last.
 *
 * @param deployments how many of them are deployments
 * @param items the latest first
 */
public record WorkflowRunPreview(long deployments, List<Item> items) {

    static WorkflowRunPreview of(List<WorkflowRun> runs, Rules rules) {
        List<Item> items = runs.stream()
                .map(run -> Item.of(run, run.whyNoDeployment(rules)))
                .toList();
        return new WorkflowRunPreview(items.stream().filter(Item::deployment).count(), items);
    }

    /**
     * A finished run of a workflow (GitLab: a pipeline).
     *
     * @param externalId that of the deployment that it is or would be
     * @param repository the full name of its repository
     * @param name of the workflow, else of its file; of a pipeline, else of its branch or tag
     * @param title of this run alone; null where it is called after its commit or its workflow
     * @param event what set it off
     * @param conclusion how it ended, in the provider's words
     * @param deployment whether it is a deployment
     * @param reason why it is none; null where it is one
     */
    public record Item(
            String externalId,
            String repository,
            @Nullable String name,
            @Nullable String title,
            @Nullable String event,
            @Nullable String branch,
            @Nullable String conclusion,
            Instant finishedAt,
            boolean deployment,
            @Nullable String reason) {

        private static Item of(WorkflowRun run, @Nullable String reason) {
            return new Item(
                    run.id(),
                    run.repository(),
                    run.name(),
                    run.title(),
                    run.event(),
                    run.branch(),
                    run.conclusion(),
                    run.finishedAt(),
                    reason == null,
                    reason);
        }
    }
}
