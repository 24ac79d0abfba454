package org.seiplatform.organization.web;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.security.Role;
import org.seiplatform.platform.web.Visible;

/**
 * What is asked for with a new API key.
 *
 * @param name who or what will hold it
 * @param role what its holder may do
 * @param expiresAt from when on it is refused; null for never
 */
record NewApiKey(
        @NotNull @Visible @Size(max = 200) @Schema(example = "build server")
        String name,

        @NotNull @Schema(example = "ingest") Role role,
        @Nullable @Schema(example = "2030-01-01T00:00:00Z") Instant expiresAt) {}
