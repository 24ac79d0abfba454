package org.seiplatform.fact;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How events are taken in.
 *
 * @param lockTimeout how long a writer waits for another one of the same repository before it gives up, having stored nothing
 */
@Validated
@ConfigurationProperties("sei.ingest")
record IngestProperties(
        @DefaultValue("30s") @NotNull @DurationMin(millis = 1)
        Duration lockTimeout) {}
