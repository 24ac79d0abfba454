package org.seiplatform.platform.ratelimit;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What happens to an address from which wrong API keys come.
 *
 * @param wrongKeys how many may come from it in {@code per}; the count is shared with other instances as limits are
 * @param per in which time
 * @param firstWait how long wrong keys from it are answered 429 after one too many; each further one doubles that
 * @param longestWait up to this long
 */
@Validated
@ConfigurationProperties("sei.security.lockout")
record LockoutProperties(
        @DefaultValue("10") @Positive long wrongKeys,

        @DefaultValue("10m") @NotNull @DurationMin(seconds = 1)
        Duration per,

        @DefaultValue("1s") @NotNull @DurationMin(millis = 1)
        Duration firstWait,

        @DefaultValue("15m") @NotNull @DurationMin(millis = 1)
        Duration longestWait) {

    Limit limit() {
        return new Limit(wrongKeys, per);
    }
}
