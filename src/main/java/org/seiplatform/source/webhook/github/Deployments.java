package org.seiplatform.source.webhook.github;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.deployment.DeploymentEvent;
import org.seiplatform.fact.deployment.DeploymentEvent.Status;
import org.seiplatform.source.webhook.payload.Payload;

/** Reads a {@code deployment} object. */
final class Deployments {

    private Deployments() {}

    /** @param finishedAt null exactly while it is in progress */
    static DeploymentEvent event(
            UUID repositoryId,
            Payload deployment,
            String environment,
            Status status,
            @Nullable Instant finishedAt,
            Instant updatedAt) {
        return DeploymentEvent.reported(
                repositoryId,
                "deployment:" + deployment.requiredNumber("/id"),
                environment,
                deployment.requiredSha("/sha"),
                deployment.text("/ref"),
                status,
                deployment.requiredTime("/created_at"),
                finishedAt,
                deployment.login("/creator/login"),
                updatedAt);
    }
}
