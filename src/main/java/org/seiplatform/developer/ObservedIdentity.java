package org.seiplatform.developer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person as one event shows them.
 *
 * @param keys what tells them from others; all are the same person's
 * @param asOf when they did what the event tells; the name of the latest observation is the developer's
 * @param bot whether the event says that the first of the keys is a program's
 */
public record ObservedIdentity(
        List<IdentityKey> keys, @Nullable String name, Instant asOf, boolean bot) {

    /**
     * What an event says of a person.
     *
     * @param logins where the login is unique; null where it is of no known provider
     */
    public static ObservedIdentity of(
            @Nullable LoginNamespace logins,
            @Nullable String name,
            @Nullable String email,
            @Nullable String login,
            Instant asOf,
            boolean bot) {
        return new ObservedIdentity(IdentityKey.of(logins, email, login), name, asOf, bot);
    }

    DisplayName displayName() {
        return DisplayName.of(name, keys, asOf);
    }
}
