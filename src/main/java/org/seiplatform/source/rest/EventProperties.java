package org.seiplatform.source.rest;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How many events a request may send.
 *
 * @param maxArrayLength events in one array
 * @param maxStreamSize bytes of one stream; it is kept on disk while it is received
 * @param maxLineLength bytes of one line of a stream
 * @param maxReportedErrors errors that an answer lists; all are counted
 */
@Validated
@ConfigurationProperties("sei.ingest.events")
record EventProperties(
        @DefaultValue("1000") @Positive int maxArrayLength,
        @DefaultValue("4GB") @NotNull DataSize maxStreamSize,
        @DefaultValue("1MB") @NotNull DataSize maxLineLength,
        @DefaultValue("100") @Positive int maxReportedErrors) {}
