package org.seiplatform.source.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.seiplatform.coderepo.Provider;
import org.seiplatform.source.webhook.InboxStore.Key;
import org.seiplatform.source.webhook.InboxStore.Noted;
import org.seiplatform.source.webhook.WebhookDelivery.Outcome;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ApiTest
class WebhookRetentionTests {

    @Autowired
    private Api api;

    @Autowired
    private Integrations integrations;

    @Autowired
    private InboxStore inbox;

    @Autowired
    private WebhookDeliveryStore deliveries;

    @Autowired
    private WebhookRetention retention;

    @Autowired
    private Clock clock;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void finishedDeliveriesAreForgottenAndFailedOnesKeptLonger() {
        UUID integration = integration();
        note(integration, "applied, new", Duration.ofDays(29), Outcome.APPLIED);
        note(integration, "applied, old", Duration.ofDays(31), Outcome.APPLIED);
        note(integration, "ignored, old", Duration.ofDays(31), Outcome.IGNORED);
        note(integration, "failed", Duration.ofDays(31), Outcome.FAILED);
        note(integration, "failed, old", Duration.ofDays(91), Outcome.FAILED);

        retention.forgetOldDeliveries();

        List<WebhookDelivery> left = deliveries.list(integration, null, 10);
        assertThat(left).extracting(WebhookDelivery::id).containsExactly("applied, new", "failed");
    }

    @Test
    void moreThanABatchIsForgottenInOneRun() {
        UUID integration = integration();
        jdbc.sql("""
                        insert into webhook_deliveries
                            (integration_id, delivery_id, event, received_at, outcome, payload_digest)
                        select :integration, number::text, 'push', now() - interval '31 days', 'applied', ''
                        from generate_series(1, 12000) number
                        """).param("integration", integration).update();

        retention.forgetOldDeliveries();

        assertThat(deliveries.list(integration, null, 10)).isEmpty();
    }

    private UUID integration() {
        return integrations
                .create(
                        api.tenant().id(),
                        Provider.GITHUB,
                        new IntegrationContent("test", Set.of(), "production", ".", true),
                        null)
                .integration()
                .id();
    }

    private void note(UUID integration, String id, Duration age, Outcome outcome) {
        Instant receivedAt = clock.instant().minus(age);
        inbox.note(List.of(new Noted(
                new Key(integration, id),
                "push",
                receivedAt,
                new ReceivedPayload(new byte[] {'{', '}'}),
                receivedAt.plus(age).plusSeconds(60))));
        deliveries.finish(integration, id, outcome, null, null, null);
    }
}
