package org.seiplatform.platform.secrets;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the service follows passwords that change while it runs.
 *
 * @param refreshEvery how often what {@code spring.config.import} names is read again
 * @param databaseRole path in Vault under which it makes database users, such as {@code database/creds/sei-platform}; null if the
 *     service has one of its own
 * @param renewBefore how long before its lease ends such a user is renewed or replaced
 * @param minRenewal how often at the most
 */
@Validated
@ConfigurationProperties("sei.secrets")
record RotationProperties(
        @DefaultValue("30s") @DurationMin(seconds = 1) @NotNull
        Duration refreshEvery,

        @Nullable String databaseRole,

        @DefaultValue("1m") @DurationMin(seconds = 1) @NotNull
        Duration renewBefore,

        @DefaultValue("10s") @DurationMin(seconds = 1) @NotNull
        Duration minRenewal) {}
