package org.seiplatform.source.webhook.web;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A change of secret.
 *
 * @param secret null to have one made
 */
record Rotation(
        @Nullable
        @Pattern(regexp = NewIntegration.SECRET, message = NewIntegration.SECRET_RULE)
        @Schema(accessMode = Schema.AccessMode.WRITE_ONLY)
        String secret) {}
