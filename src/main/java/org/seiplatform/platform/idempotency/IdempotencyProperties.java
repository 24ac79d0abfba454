package org.seiplatform.platform.idempotency;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Requests that are repeated under one key.
 *
 * @param retention for how long the first answer is kept
 */
@Validated
@ConfigurationProperties("sei.idempotency")
record IdempotencyProperties(@DefaultValue("24h") @NotNull Duration retention) {

    private static final Duration LONGEST = Duration.ofDays(7);

    @AssertTrue(message = "sei.idempotency.retention must be longer than nothing and 7 days at most")
    boolean isRetentionShort() {
        return retention.isPositive() && retention.compareTo(LONGEST) <= 0;
    }
}
