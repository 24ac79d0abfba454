package org.seiplatform.analytics.gauge;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which DORA figures Prometheus sees.
 *
 * @param enabled whether it sees any; each organization and team makes five series on every instance
 * @param refreshEvery how often they are computed
 * @param period the period they are computed over, up to now
 * @param maximumScopes the most organizations and teams, those that are there for longest first
 */
@Validated
@ConfigurationProperties("sei.metrics.dora")
record DoraGaugeProperties(
        @DefaultValue("false") boolean enabled,

        @DefaultValue("15m") @NotNull @DurationMin(seconds = 1)
        Duration refreshEvery,

        @DefaultValue("30d") @NotNull @DurationMin(days = 1) Duration period,

        @DefaultValue("500") @Positive int maximumScopes) {}
