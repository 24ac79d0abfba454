package org.seiplatform.reference;

import org.jspecify.annotations.Nullable;

/**
 * A person as an event names them; any part may be missing.
 *
 * @param bot whether the event says that it is a program
 */
record PersonFact(
        @Nullable String name,
        @Nullable String email,
        @Nullable String login,
        boolean bot) {

    PersonFact(@Nullable String name, @Nullable String email, @Nullable String login) {
        this(name, email, login, false);
    }

    /** A program by its provider's word. */
    static PersonFact program(String login) {
        return new PersonFact(null, null, login, true);
    }

    static PersonFact email(String email) {
        return new PersonFact(null, email, null);
    }

    static PersonFact login(String login) {
        return new PersonFact(null, null, login);
    }
}
