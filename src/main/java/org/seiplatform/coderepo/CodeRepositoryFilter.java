package org.seiplatform.coderepo;

import org.jspecify.annotations.Nullable;

/**
 * Which repositories to list; null where it does not matter.
 *
 * @param name somewhere in the name, whatever the case
 */
public record CodeRepositoryFilter(
        @Nullable String name,
        @Nullable Provider provider,
        @Nullable String providerId) {}
