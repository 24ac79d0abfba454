package org.seiplatform.developer;

import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.web.HostNames;

/**
 * Which developers to list; null where it does not matter.
 *
 * @param name somewhere in the name, whatever the case
 * @param email an e-mail address under which they appear in events
 * @param login a login
 * @param host of the login
 * @param bot whether someone has marked them as a bot
 */
public record DeveloperFilter(
        @Nullable String name,
        @Nullable String email,
        @Nullable String login,
        @Nullable String host,
        @Nullable Boolean bot) {

    /** As hosts are stored; empty where it does not matter. */
    String loginHost() {
        return host == null ? "" : HostNames.canonical(host).orElse(host);
    }
}
