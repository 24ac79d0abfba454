package org.seiplatform.platform.stream;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of server-sent events.
 *
 * @param perCaller open streams of one caller on one instance
 * @param maximum open streams of one instance
 * @param pollEvery how often a stream looks for a change
 * @param heartbeatEvery how long a stream without a change stays silent
 */
@Validated
@ConfigurationProperties("sei.streams")
record StreamProperties(
        @DefaultValue("20") @Positive int perCaller,
        @DefaultValue("500") @Positive int maximum,

        @DefaultValue("500ms") @NotNull @DurationMin(millis = 100)
        Duration pollEvery,

        @DefaultValue("5s") @NotNull @DurationMin(millis = 100)
        Duration heartbeatEvery) {}
