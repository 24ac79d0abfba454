package org.seiplatform.reference;

/**
 * What tells a person from others.
 *
 * @param kind {@code email}, {@code github} or {@code gitlab}
 * @param value in lower case
 */
record Identity(String kind, String value) {

    boolean login() {
        return !kind.equals("email");
    }
}
