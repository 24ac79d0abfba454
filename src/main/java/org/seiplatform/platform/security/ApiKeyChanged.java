package org.seiplatform.platform.security;

import org.jspecify.annotations.Nullable;

/**
 * A key was made or revoked, in the transaction at hand.
 *
 * @param before null for a new key
 */
public record ApiKeyChanged(@Nullable ApiKey before, ApiKey after) {}
