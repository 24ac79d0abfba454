package org.seiplatform.source.webhook.github;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.deployment.DeploymentEvent.Status;
import org.seiplatform.source.webhook.payload.DeploymentSource;
import org.seiplatform.source.webhook.payload.EventAdapter;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.Reading;
import org.seiplatform.source.webhook.payload.Repositories;
import org.seiplatform.source.webhook.payload.Rules;

/** How a deployment stands. */
class DeploymentStatusAdapter implements EventAdapter {

    @Override
    public Reading read(Payload payload, Rules rules) {
        if (!rules.deploysBy(DeploymentSource.DEPLOYMENTS)) {
            return Reading.ignored("The integration does not take deployments from here.");
        }
        Payload deployment = payload.requiredObject("/deployment");
        Payload reported = payload.requiredObject("/deployment_status");
        Status status = status(reported.requiredText("/state"));
        if (status == null) {
            return Reading.ignored("A deployment that a later one replaced is no news about either.");
        }
        Instant reportedAt = reported.requiredTime("/created_at");
        String environment = reported.text("/environment");
        return Reading.event(
                Repositories.of(payload),
                repositoryId -> Deployments.event(
                        repositoryId,
                        deployment,
                        environment == null ? deployment.requiredText("/environment") : environment,
                        status,
                        status == Status.IN_PROGRESS ? null : reportedAt,
                        Objects.requireNonNullElse(reported.time("/updated_at"), reportedAt)));
    }

    private static @Nullable Status status(String state) {
        return switch (state) {
            case "success" -> Status.SUCCESS;
            case "failure", "error" -> Status.FAILURE;
            case "in_progress", "queued", "pending", "waiting" -> Status.IN_PROGRESS;
            default -> null;
        };
    }
}
