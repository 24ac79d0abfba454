package org.seiplatform.source.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.seiplatform.developer.privacy.ErasedPeople;
import org.seiplatform.source.webhook.WebhookProcessor.Incoming;
import org.seiplatform.source.webhook.WebhookReceipt.Result;
import org.seiplatform.source.webhook.github.GitHubProvider;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;

class WebhookProcessorTests {

    private static final ReceivingIntegration INTEGRATION = new ReceivingIntegration(
            new UUID(0, 1),
            new UUID(0, 2),
            new GitHubProvider(),
            new IntegrationContent("test", Set.of(), "production", ".", true),
            List.of());

    private static final Incoming PUSH = new Incoming("d1", "push", new ReceivedPayload("{}".getBytes(UTF_8)));

    private final WebhookDeliveryStore deliveries = mock();
    private final WebhookFacts facts = mock();
    private final WebhookProcessor processor = new WebhookProcessor(
            mock(InboxStore.class),
            deliveries,
            facts,
            new WebhookMetrics(new SimpleMeterRegistry()),
            mock(ErasedPeople.class),
            Clock.systemUTC());

    @Test
    void aBusyRepositoryMeansThatTheDeliveryIsKept() {
        when(facts.reader(any())).thenThrow(new CannotAcquireLockException("busy"));
        when(deliveries.finish(any(), any(), any(), any(), any(), any())).thenReturn(true);

        WebhookReceipt receipt = processor.process(INTEGRATION, PUSH, Instant.now());

        assertThat(receipt.result()).isEqualTo(Result.FAILED);
        assertThat(receipt.detail()).doesNotContain("busy");
    }

    @Test
    void aDatabaseThatIsGoneIsLeftToTheCaller() {
        when(facts.reader(any())).thenThrow(new DataAccessResourceFailureException("gone"));
        when(deliveries.finish(any(), any(), any(), any(), any(), any()))
                .thenThrow(new DataAccessResourceFailureException("still gone"));

        assertThatExceptionOfType(DataAccessResourceFailureException.class)
                .isThrownBy(() -> processor.process(INTEGRATION, PUSH, Instant.now()));
    }
}
