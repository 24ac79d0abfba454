package org.seiplatform.platform.web;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What the service accepts over HTTP.
 *
 * @param maxBodySize longest body, streams of newline-delimited JSON excepted, which have no limit
 * @param maxWebhookSize longest body of a webhook; providers send up to 25 MB
 * @param minBodyRate how much of a body must come in a second, on the average, once its caller was waited for {@code bodyGrace}
 * @param bodyGrace how long a caller may be slow
 * @param hstsMaxAge for how long browsers are told to come by https alone, where the service is reached so; 0 for not at all
 * @param trustedProxies addresses, or ranges such as {@code 10.0.0.0/8}, of proxies whose word about the caller's address is taken
 */
@Validated
@ConfigurationProperties("sei.http")
record HttpProperties(
        @DefaultValue("10MB") @NotNull DataSize maxBodySize,
        @DefaultValue("26MB") @NotNull DataSize maxWebhookSize,
        @DefaultValue("1KB") @NotNull DataSize minBodyRate,
        @DefaultValue("10s") @NotNull Duration bodyGrace,
        @DefaultValue("365d") @NotNull Duration hstsMaxAge,
        @DefaultValue List<String> trustedProxies) {}
