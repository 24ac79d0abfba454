package org.seiplatform.source.webhook.payload;

import java.time.Instant;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A finished run of a workflow (GitLab: a pipeline), as far as it decides whether the run is a deployment.
 *
 * @param id the external id of the deployment that it would be
 * @param repository the full name of its repository
 * @param name of the workflow, else of its file; of a pipeline, else of its branch or tag
 * @param title of this run alone; null where it is called after its commit or its workflow
 * @param event what set it off
 * @param conclusion how it ended, in the provider's words
 * @param obstacle why it can be no deployment, whatever the integration says; null where it can
 */
public record WorkflowRun(
        String id,
        String repository,
        @Nullable String name,
        @Nullable String title,
        @Nullable String event,
        @Nullable String branch,
        @Nullable String conclusion,
        Instant finishedAt,
        @Nullable String obstacle) {

    /** The same with other texts where people can have written them. */
    public WorkflowRun withTexts(UnaryOperator<String> change, UnaryOperator<String> ofLabels) {
        return new WorkflowRun(
                id,
                repository,
                name == null ? null : change.apply(name),
                title == null ? null : change.apply(title),
                event,
                branch == null ? null : ofLabels.apply(branch),
                conclusion,
                finishedAt,
                obstacle);
    }

    /** Why the run is no deployment by these rules; null where it is one. */
    public @Nullable String whyNoDeployment(Rules rules) {
        if (!rules.deploysBy(DeploymentSource.WORKFLOWS)) {
            return "The integration does not count workflow runs as deployments.";
        }
        if (obstacle != null) {
            return obstacle;
        }
        return Stream.of(name, title).filter(Objects::nonNull).anyMatch(rules.deployingWorkflow())
                ? null
                : "Neither the workflow's name nor the run's title matches the integration's pattern.";
    }
}
