package org.seiplatform.source.webhook.gitlab;

import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.Event.Person;
import org.seiplatform.source.webhook.payload.Payload;

/** Reads users, and the authors of commits. */
final class Users {

    /** What GitLab writes where a user has no public e-mail address. */
    private static final String REDACTED = "[REDACTED]";

    private Users() {}

    /** Null where there is none at the place. */
    static @Nullable Person at(Payload payload, String pointer) {
        return payload.object(pointer)
                .map(user -> new Person(user.text("/name"), email(user), user.text("/username")))
                .orElse(null);
    }

    private static @Nullable String email(Payload user) {
        String email = user.text("/email");
        return REDACTED.equals(email) ? null : email;
    }
}
