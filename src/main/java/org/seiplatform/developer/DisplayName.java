package org.seiplatform.developer;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.web.Visible;

/**
 * What a developer is called.
 *
 * @param asOf the time of the fact that the name comes from; null once a person has set it
 */
record DisplayName(String text, @Nullable Instant asOf) {

    private static final int MAX_LENGTH = 200;
    private static final Pattern VISIBLE = Pattern.compile(Visible.PATTERN);
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}+");

    /** Before any fact: every name that someone goes by is better than one made of an address. */
    private static final Instant FALLBACK = Instant.parse("0001-01-01T00:00:00Z");

    private static final Comparator<DisplayName> ORDER = Comparator.comparing(
                    DisplayName::asOf, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
            .thenComparing(DisplayName::text);

    /** The name under which somebody was observed. */
    static DisplayName of(@Nullable String name, List<IdentityKey> keys, Instant asOf) {
        String clean = name == null ? "" : CONTROL.matcher(name).replaceAll(" ").strip();
        return !VISIBLE.matcher(clean).matches()
                ? new DisplayName(cut(keys.getFirst().fallbackName()), FALLBACK)
                : new DisplayName(cut(clean), asOf);
    }

    private static String cut(String text) {
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        boolean splitsPair = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1));
        return text.substring(0, splitsPair ? MAX_LENGTH - 1 : MAX_LENGTH);
    }

    boolean setByHand() {
        return asOf == null;
    }

    /** The one set by hand, else the newer one, else the greater one. */
    DisplayName latest(DisplayName other) {
        return ORDER.compare(this, other) >= 0 ? this : other;
    }
}
