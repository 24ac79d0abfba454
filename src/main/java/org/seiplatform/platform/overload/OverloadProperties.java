package org.seiplatform.platform.overload;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much one instance takes on at once.
 *
 * @param maxConcurrent requests that are worked on at once; a request that waits for its caller's body is not counted
 * @param minConcurrent the lowest limit under overload
 * @param targetLatency how long one should take, on average; under overload, the limit is the throughput times this
 * @param maxWaiting requests that may wait for one of these to end
 * @param maxWait how long they wait before they are turned away; at once if their answer is expected to take longer
 * @param maxWebhooks deliveries of webhooks that are taken in at once, apart from other requests
 * @param maxWebhookWait how long one waits for that; providers wait ten seconds for an answer, and most do not come again
 * @param maxStreams streams of events that are taken in at once, each of which holds a database connection
 */
@Validated
@ConfigurationProperties("sei.overload")
record OverloadProperties(
        @DefaultValue("16") @Positive int maxConcurrent,
        @DefaultValue("4") @Positive int minConcurrent,
        @DefaultValue("100ms") @NotNull Duration targetLatency,
        @DefaultValue("256") @Positive int maxWaiting,
        @DefaultValue("1s") @NotNull Duration maxWait,
        @DefaultValue("32") @Positive int maxWebhooks,
        @DefaultValue("4s") @NotNull Duration maxWebhookWait,
        @DefaultValue("4") @Positive int maxStreams) {}
