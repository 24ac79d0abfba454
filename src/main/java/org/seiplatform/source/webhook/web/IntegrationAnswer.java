package org.seiplatform.source.webhook.web;

import java.net.URI;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.coderepo.Provider;
import org.seiplatform.platform.web.PublicAddress;
import org.seiplatform.platform.web.Versioned;
import org.seiplatform.source.webhook.Integration;
import org.seiplatform.source.webhook.payload.DeploymentSource;

/**
 * An integration.
 *
 * @param webhookUrl what the provider is to be given
 * @param deploymentSources which of the provider's events count as deployments
 * @param deploymentEnvironment where releases and workflow runs deploy to; deployments say that themselves
 * @param workflowPattern a regular expression for the names of workflows (GitLab: pipelines) that deploy
 * @param autoCreateRepositories whether an event from a repository that is not known makes it known
 * @param previousSecretUntil until when the secret before the last rotation is accepted, too
 */
record IntegrationAnswer(
        UUID id,
        Provider provider,
        String name,
        URI webhookUrl,
        Set<DeploymentSource> deploymentSources,
        String deploymentEnvironment,
        String workflowPattern,
        boolean autoCreateRepositories,
        @Nullable Instant previousSecretUntil,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    static IntegrationAnswer of(Integration integration, PublicAddress address) {
        return new IntegrationAnswer(
                integration.id(),
                integration.provider(),
                integration.content().name(),
                address.of("/api/v1/webhooks/" + integration.provider().code() + "/" + integration.id()),
                integration.content().deploymentSources(),
                integration.content().deploymentEnvironment(),
                integration.content().workflowPattern(),
                integration.content().autoCreateRepositories(),
                integration.previousSecretUntil(),
                integration.version(),
                integration.createdAt(),
                integration.updatedAt());
    }
}
