package org.seiplatform.developer;

import org.jspecify.annotations.Nullable;

/**
 * Which developers to list; null where it does not matter.
 *
 * @param name somewhere in the name, whatever the case
 * @param email an e-mail address under which they appear in events
 * @param login a login at any provider
 * @param bot whether someone has marked them as a bot
 */
public record DeveloperFilter(
        @Nullable String name,
        @Nullable String email,
        @Nullable String login,
        @Nullable Boolean bot) {}
