package org.seiplatform.platform.resilience;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The policies of all dependencies.
 *
 * @param retryBudget the share of calls that may be repeated, so that an outage is not made worse by what tries to survive it
 */
@Validated
@ConfigurationProperties("sei.resilience")
record ResilienceProperties(
        @NotNull @Valid Settings database,
        @NotNull @Valid Settings git,
        @NotNull @Valid Settings redis,
        @NotNull @Valid Settings tokenIssuer,
        @NotNull @Valid Settings vault,

        @DefaultValue("0.1") @DecimalMin("0") @DecimalMax("1")
        double retryBudget) {

    /**
     * How one dependency is called.
     *
     * @param timeOut how long an answer is waited for
     * @param window the number of latest calls that are looked at
     * @param minimumCalls how many of them there must be before they say anything
     * @param failureRate the share of failures, 0 to 1, from which on it is left alone
     * @param openFor how long it is left alone before it is tried again
     * @param trialCalls how many calls try it then
     * @param maxConcurrent how many calls may be under way; more are refused
     * @param attempts how often what can be repeated is tried in all
     * @param backOff about how long to wait before the second attempt; each further one waits about twice as long
     */
    record Settings(
            @NotNull @DurationMin(millis = 1) Duration timeOut,
            @DefaultValue("20") @Positive int window,
            @Positive int minimumCalls,

            @DefaultValue("0.5") @DecimalMin(value = "0", inclusive = false) @DecimalMax("1")
            double failureRate,

            @NotNull @DurationMin(millis = 10) Duration openFor,
            @DefaultValue("3") @Positive int trialCalls,
            @Positive int maxConcurrent,
            @DefaultValue("2") @Positive int attempts,

            @DefaultValue("50ms") @NotNull @DurationMin(millis = 1)
            Duration backOff) {}

    Settings of(Dependency dependency) {
        return switch (dependency) {
            case DATABASE -> database;
            case GIT -> git;
            case REDIS -> redis;
            case TOKEN_ISSUER -> tokenIssuer;
            case VAULT -> vault;
        };
    }
}
