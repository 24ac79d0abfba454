package org.seiplatform.reference;

/**
 * What tells a person from others.
 *
 * @param kind {@code email}, {@code github} or {@code gitlab}
 * @param value in lower case
 */
record Identity(String kind, String value) {

    /** What identities are sorted by. */
    String text() {
        return kind + ":" + value;
    }

    boolean login() {
        return !kind.equals("email");
    }
}
