package org.seiplatform.coderepo;

import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.web.HostNames;

/**
 * Which repositories to list; null where it does not matter.
 *
 * @param name somewhere in the name, whatever the case
 */
public record CodeRepositoryFilter(
        @Nullable String name,
        @Nullable Provider provider,
        @Nullable String host,
        @Nullable String providerId) {

    /** As hosts are stored. */
    @Nullable
    String canonicalHost() {
        return host == null ? null : HostNames.canonical(host).orElse(host);
    }
}
