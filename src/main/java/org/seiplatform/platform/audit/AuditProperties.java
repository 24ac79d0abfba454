package org.seiplatform.platform.audit;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the record of changes is kept.
 *
 * @param retention how long entries are kept
 * @param maxDeniedWaiting how many denied accesses may wait to be written; of what is beyond, only the number is
 */
@Validated
@ConfigurationProperties("sei.audit")
record AuditProperties(
        @DefaultValue("730d") @NotNull @DurationMin(days = 1)
        Duration retention,

        @DefaultValue("1000") @Positive int maxDeniedWaiting) {}
