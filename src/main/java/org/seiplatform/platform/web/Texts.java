package org.seiplatform.platform.web;

/** Which texts can be stored: PostgreSQL holds no NUL, and a lone half of a surrogate pair is no character. */
final class Texts {

    static final String RULE = "must not contain NUL characters or unpaired surrogates";

    private Texts() {}

    static boolean storable(String text) {
        for (int index = 0; index < text.length(); index++) {
            char unit = text.charAt(index);
            if (unit == 0 || Character.isLowSurrogate(unit)) {
                return false;
            }
            if (Character.isHighSurrogate(unit)
                    && (++index == text.length() || !Character.isLowSurrogate(text.charAt(index)))) {
                return false;
            }
        }
        return true;
    }
}
