package org.seiplatform.source.webhook.payload;

import java.util.Set;
import java.util.function.Predicate;

/**
 * What an integration and its organization say about the meaning of events.
 *
 * @param deploymentSources which events count as deployments
 * @param environment where releases and workflow runs deploy to
 * @param deployingWorkflow whether runs of the workflow (GitLab: pipeline) of this name deploy
 * @param incidentLabel whether a label makes an issue an incident
 */
public record Rules(
        Set<DeploymentSource> deploymentSources,
        String environment,
        Predicate<String> deployingWorkflow,
        Predicate<String> incidentLabel) {

    public boolean deploysBy(DeploymentSource source) {
        return deploymentSources.contains(source);
    }
}
