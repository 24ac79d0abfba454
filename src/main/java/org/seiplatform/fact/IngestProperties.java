package org.seiplatform.fact;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How events are taken in.
 *
 * @param lockTimeout how long a writer waits for another one of the same repository before it gives up, having stored nothing
 * @param maxSharedTransactions how many transactions, each with a database connection, small requests share at once
 * @param maxWaiting how many small requests of one organization wait for these, before others are turned away
 */
@Validated
@ConfigurationProperties("sei.ingest")
record IngestProperties(
        @DefaultValue("30s") @NotNull @DurationMin(millis = 1)
        Duration lockTimeout,

        @DefaultValue("2") @Positive int maxSharedTransactions,
        @DefaultValue("500") @Positive int maxWaiting) {}
