package org.seiplatform.platform.shutdown;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the service ends.
 *
 * @param delay how long it goes on answering after it has declared itself not ready: as long as load balancers need to
 *     find out and send them elsewhere
 */
@Validated
@ConfigurationProperties("sei.shutdown")
record ShutdownProperties(
        @DefaultValue("5s") @NotNull @DurationMin(seconds = 0) @DurationMax(minutes = 10)
        Duration delay) {}
