package org.seiplatform.source.webhook.github;

import org.seiplatform.fact.deployment.DeploymentEvent.Status;
import org.seiplatform.source.webhook.payload.DeploymentSource;
import org.seiplatform.source.webhook.payload.EventAdapter;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.Reading;
import org.seiplatform.source.webhook.payload.Repositories;
import org.seiplatform.source.webhook.payload.Rules;

/** A deployment is begun; its statuses tell how it goes on. */
class DeploymentAdapter implements EventAdapter {

    @Override
    public Reading read(Payload payload, Rules rules) {
        if (!rules.deploysBy(DeploymentSource.DEPLOYMENTS)) {
            return Reading.ignored("The integration does not take deployments from here.");
        }
        Payload deployment = payload.requiredObject("/deployment");
        return Reading.event(
                Repositories.of(payload),
                repositoryId -> Deployments.event(
                        repositoryId,
                        deployment,
                        deployment.requiredText("/environment"),
                        Status.IN_PROGRESS,
                        null,
                        // The event tells of the beginning, whatever statuses have touched the deployment since.
                        deployment.requiredTime("/created_at")));
    }
}
