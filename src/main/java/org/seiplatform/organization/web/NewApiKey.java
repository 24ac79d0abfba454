package org.seiplatform.organization.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.security.Role;

/**
 * What is asked for with a new API key.
 *
 * @param name who or what will hold it
 * @param role what its holder may do
 * @param expiresAt from when on it is refused; null for never
 */
record NewApiKey(
        @NotBlank @Size(max = 200) String name,
        @NotNull Role role,
        @Nullable Instant expiresAt) {}
