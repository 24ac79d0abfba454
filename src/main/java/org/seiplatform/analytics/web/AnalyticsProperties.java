package org.seiplatform.analytics.web;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much one question may ask for.
 *
 * @param defaultPeriod the period of a question that names none, up to now
 * @param maximumPeriod the longest period
 * @param maximumBuckets the most buckets of a series
 * @param maximumComparedTeams the most teams side by side
 */
@Validated
@ConfigurationProperties("sei.analytics")
record AnalyticsProperties(
        @DefaultValue("30d") @NotNull Duration defaultPeriod,

        @DefaultValue("1830d") @NotNull Duration maximumPeriod,

        @Positive @DefaultValue("2000") int maximumBuckets,
        @Positive @DefaultValue("20") int maximumComparedTeams) {

    @AssertTrue(message = "sei.analytics.default-period and sei.analytics.maximum-period must be longer than nothing")
    boolean isEveryPeriodPositive() {
        return defaultPeriod.isPositive() && maximumPeriod.isPositive();
    }

    @AssertTrue(message = "sei.analytics.maximum-period must not be shorter than default-period")
    boolean isDefaultPeriodAllowed() {
        return maximumPeriod.compareTo(defaultPeriod) >= 0;
    }
}
