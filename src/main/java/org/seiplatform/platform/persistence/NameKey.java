package org.seiplatform.platform.persistence;

/**
 * What names have in common that differ in case alone. Computed here and stored beside the name, because databases fold letters
 * each by its own locale.
 */
public final class NameKey {

    private NameKey() {}

    /** Equal for names of which {@link String#equalsIgnoreCase} says so. */
    public static String of(String name) {
        return name.codePoints()
                .map(letter -> Character.toLowerCase(Character.toUpperCase(letter)))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
