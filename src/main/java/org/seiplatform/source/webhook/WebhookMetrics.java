package org.seiplatform.source.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Counts deliveries in {@code sei.webhook.events}. Senders choose the names of events, so only those that we know get a series of
 * their own.
 */
@Component
class WebhookMetrics {

    private static final String OTHER = "other";

    private final MeterRegistry registry;

    WebhookMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(WebhookProvider provider, String event, WebhookReceipt.Result result) {
        count(provider, known(provider, event), result.name().toLowerCase(Locale.ROOT));
    }

    /** One whose sender proved nothing: nothing it says is believed, not even the event. */
    void countUnproven(WebhookProvider provider) {
        count(provider, OTHER, "unproven");
    }

    /** Elements of a payload, such as the commits of a push, that could not be read while the rest of it was stored. */
    void countLeftOut(WebhookProvider provider, String event, int elements) {
        Counter.builder("sei.webhook.elements.left.out")
                .description("Elements of payloads that could not be read and were left out of what was stored")
                .tags("provider", provider.code(), "event", known(provider, event))
                .register(registry)
                .increment(elements);
    }

    private void count(WebhookProvider provider, String event, String outcome) {
        Counter.builder("sei.webhook.events")
                .description("Deliveries of webhooks, by what became of them")
                .tags("provider", provider.code(), "event", event, "outcome", outcome)
                .register(registry)
                .increment();
    }

    private static String known(WebhookProvider provider, String event) {
        return provider.events().contains(event) ? event : OTHER;
    }
}
