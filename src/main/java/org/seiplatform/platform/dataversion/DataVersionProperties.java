package org.seiplatform.platform.dataversion;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How closely changes made elsewhere are followed.
 *
 * @param maximumAge how old what is known of the version of some data may be for it to count as current; older knowledge is renewed
 *     before anything is answered
 * @param pollEvery how often the versions that are in use are read from the database beside the requests
 * @param timeOut how long a request waits for the version that it needs
 * @param maximumTracked the most organizations whose versions are kept
 * @param trackedFor how long a version is kept up to date after it was last asked for
 */
@Validated
@ConfigurationProperties("sei.cache.data-version")
record DataVersionProperties(
        @DefaultValue("900ms") @NotNull @DurationMin(millis = 1)
        Duration maximumAge,

        @DefaultValue("300ms") @NotNull @DurationMin(millis = 10)
        Duration pollEvery,

        @DefaultValue("500ms") @NotNull @DurationMin(millis = 10)
        Duration timeOut,

        @DefaultValue("10000") @Positive int maximumTracked,
        @DefaultValue("1h") @NotNull Duration trackedFor) {}
