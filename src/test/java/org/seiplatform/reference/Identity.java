package org.seiplatform.reference;

import org.jspecify.annotations.Nullable;

/**
 * What tells a person from others.
 *
 * @param kind {@code email}, {@code github} or {@code gitlab}
 * @param host of a login; null for an address
 * @param value in lower case
 */
record Identity(String kind, @Nullable String host, String value) {

    static Identity email(String address) {
        return new Identity("email", null, address);
    }

    /** What identities are sorted by. */
    String text() {
        return kind + ":" + (host == null ? "" : host) + ":" + value;
    }

    boolean login() {
        return !kind.equals("email");
    }
}
