package org.seiplatform.analytics.gauge;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
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

        @DefaultValue("15m") @NotNull Duration refreshEvery,

        @DefaultValue("30d") @NotNull Duration period,

        @DefaultValue("500") @Positive int maximumScopes) {

    @AssertTrue(message = "must be longer than nothing")
    boolean isEveryDurationPositive() {
        return refreshEvery.isPositive() && period.isPositive();
    }
}
