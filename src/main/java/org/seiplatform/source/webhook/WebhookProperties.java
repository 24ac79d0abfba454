package org.seiplatform.source.webhook;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How webhooks are taken.
 *
 * @param secretOverlap how long the previous secret stays valid after a rotation
 * @param clockSkew how far the time in a signed request may be from ours
 * @param retention how long deliveries that were applied or ignored are remembered
 * @param failedRetention how long a delivery that failed is kept for replay
 * @param storedAtOnce how many deliveries are stored while their senders wait; others are stored right after they were noted
 */
@Validated
@ConfigurationProperties("sei.webhooks")
record WebhookProperties(
        @DefaultValue("24h") @DurationMin Duration secretOverlap,
        @DefaultValue("5m") @DurationMin(seconds = 1) Duration clockSkew,
        @DefaultValue("30d") @DurationMin(hours = 1) Duration retention,
        @DefaultValue("90d") @DurationMin(hours = 1) Duration failedRetention,
        @DefaultValue("2") @Positive int storedAtOnce) {}
