package org.seiplatform.platform.security;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What an instance remembers of who may do what.
 *
 * @param maximum how many keys, and how many organizations of tokens; 0 for none
 * @param withoutDatabase how long what is remembered goes on to hold while the database cannot be asked
 */
@Validated
@ConfigurationProperties("sei.security.memory")
record AccessMemoryProperties(
        @DefaultValue("10000") @PositiveOrZero int maximum,
        @DefaultValue("15m") @NotNull Duration withoutDatabase) {}
