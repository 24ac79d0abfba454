package org.seiplatform.platform.web;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What the service accepts over HTTP.
 *
 * @param maxBodySize longest body, streams of newline-delimited JSON excepted, which have no limit
 * @param maxWebhookSize longest body of a webhook; providers send up to 25 MB
 */
@Validated
@ConfigurationProperties("sei.http")
record HttpProperties(
        @DefaultValue("10MB") @NotNull DataSize maxBodySize,
        @DefaultValue("26MB") @NotNull DataSize maxWebhookSize) {}
