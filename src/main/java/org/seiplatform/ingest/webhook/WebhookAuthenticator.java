package org.seiplatform.ingest.webhook;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;
import org.springframework.stereotype.Component;

/** Lets those deliveries through whose sender knows a secret of the integration. */
@Component
class WebhookAuthenticator {

    private final Integrations integrations;
    private final WebhookMetrics metrics;
    private final WebhookProperties properties;
    private final Clock clock;
    /** What requests for integrations that do not exist are checked against, so that they take as long as any other. */
    private final String decoy;

    WebhookAuthenticator(
            Integrations integrations,
            WebhookSecrets secrets,
            WebhookMetrics metrics,
            WebhookProperties properties,
            Clock clock) {
        this.integrations = integrations;
        this.metrics = metrics;
        this.properties = properties;
        this.clock = clock;
        this.decoy = secrets.generate();
    }

    /** @throws ProblemException {@code unauthorized}, the same for an unknown integration and a wrong proof */
    ReceivingIntegration authenticate(WebhookProvider provider, UUID integrationId, WebhookRequest request) {
        Optional<ReceivingIntegration> integration = integrations.receiving(provider, integrationId);
        boolean proven =
                proven(request, integration.map(ReceivingIntegration::secrets).orElse(List.of(decoy)));
        if (integration.isEmpty() || !proven) {
            metrics.countUnproven(provider);
            throw refused();
        }
        return integration.get();
    }

    /** Each secret is tried, whether an earlier one has fitted or not. */
    private boolean proven(WebhookRequest request, List<String> secrets) {
        Instant now = clock.instant();
        return secrets.stream()
                .map(secret -> request.proof().holds(secret, request.body(), now, properties.clockSkew()))
                .reduce(false, Boolean::logicalOr);
    }

    static ProblemException refused() {
        return new ProblemException(
                ProblemType.UNAUTHORIZED, "There is no such integration, or this is not signed with its secret.");
    }
}
