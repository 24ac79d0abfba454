package org.seiplatform.source.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.UUID;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;
import org.springframework.stereotype.Component;

/** Lets those deliveries through whose sender knows a secret of the integration. */
@Component
class WebhookAuthenticator {

    /** So that a burst asks for it once. A secret that has been valid until now may be so for as long. */
    private static final Duration REMEMBERED = Duration.ofSeconds(2);

    private static final int MOST_REMEMBERED = 1_000;

    private final Cache<UUID, ReceivingIntegration> known = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MOST_REMEMBERED)
            .build();
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
        ReceivingIntegration integration = known.get(
                integrationId, id -> integrations.receiving(provider, id).orElseThrow(() -> refused(provider)));
        if (integration.provider() != provider) {
            throw refused(provider);
        }
        return integration;
    }

    /** @throws ProblemException {@code unauthorized}, the same as for an unknown integration, if the signature is wrong */
    void check(ReceivingIntegration integration, WebhookRequest request) {
        if (!isSigned(integration, request)) {
            // Perhaps with a secret that it has had for less than a moment.
            known.invalidate(integration.id());
            if (!isSigned(find(integration.provider(), integration.id()), request)) {
                throw refused(integration.provider());
            }
        }
    }

    private ProblemException refused(WebhookProvider provider) {
        metrics.countUnproven(provider);
        return refused();
    }

    /** Each secret is tried, whether an earlier one has fitted or not. */
    private boolean isSigned(ReceivingIntegration integration, WebhookRequest request) {
        WebhookSignature signature = integration.provider().signature(request);
        return integration.secrets().stream()
                .map(secret -> signature.holds(secret, request.body(), request.receivedAt(), properties.clockSkew()))
                .reduce(false, Boolean::logicalOr);
    }

    static ProblemException refused() {
        return new ProblemException(
                ProblemType.UNAUTHORIZED, "There is no such integration, or this is not signed with its secret.");
    }
}
