package org.seiplatform.reference;

import org.jspecify.annotations.Nullable;

/** A person as an event names them; any part may be missing. */
record PersonFact(
        @Nullable String name,
        @Nullable String email,
        @Nullable String login) {

    static PersonFact email(String email) {
        return new PersonFact(null, email, null);
    }

    static PersonFact login(String login) {
        return new PersonFact(null, null, login);
    }
}
