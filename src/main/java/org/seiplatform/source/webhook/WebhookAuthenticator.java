package org.seiplatform.source.webhook;

import java.util.List;
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

    WebhookAuthenticator(Integrations integrations, WebhookMetrics metrics, WebhookProperties properties) {
        this.integrations = integrations;
        this.metrics = metrics;
        this.properties = properties;
    }

    /**
     * The integration that a request is for. Ids cannot be guessed, so that who names one that is none is not worth reading.
     *
     * @throws ProblemException {@code unauthorized} if there is none
     */
    ReceivingIntegration find(WebhookProvider provider, UUID integrationId) {
        return integrations.receiving(provider, integrationId).orElseThrow(() -> refused(provider));
    }

    /** @throws ProblemException {@code unauthorized}, the same as for an unknown integration, if the signature is wrong */
    void check(WebhookProvider provider, ReceivingIntegration integration, WebhookRequest request) {
        if (!isSigned(provider.signature(request), request, integration.secrets())) {
            throw refused(provider);
        }
    }

    private ProblemException refused(WebhookProvider provider) {
        metrics.countUnproven(provider);
        return refused();
    }

    /** Each secret is tried, whether an earlier one has fitted or not. */
    private boolean isSigned(WebhookSignature signature, WebhookRequest request, List<String> secrets) {
        return secrets.stream()
                .map(secret -> signature.holds(secret, request.body(), request.receivedAt(), properties.clockSkew()))
                .reduce(false, Boolean::logicalOr);
    }

    static ProblemException refused() {
        return new ProblemException(
                ProblemType.UNAUTHORIZED, "There is no such integration, or this is not signed with its secret.");
    }
}
