package org.seiplatform.developer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What tells one person from another: an e-mail address, or a login at a provider.
 *
 * @param value in lower case
 */
public record IdentityKey(IdentityKind kind, String value) {

    private static final int MAX_LENGTH = 320;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    /** The address that GitHub makes up for a person who hides their own; it tells the login. */
    private static final Pattern GITHUB_NO_REPLY =
            Pattern.compile("(?:\\d+\\+)?([a-z0-9-]+(?:\\[bot])?)@users\\.noreply\\.github\\.com");

    /** What GitHub signs the commits with that it makes itself; nobody's. */
    private static final Set<IdentityKey> NOBODY = Set.of(
            new IdentityKey(IdentityKind.EMAIL, "noreply@github.com"),
            new IdentityKey(IdentityKind.GITHUB, "web-flow"));

    /**
     * What an event says of a person: logins first, because only they tell bots.
     *
     * @param loginKind what the login is a name of; null where it is of no known provider and tells nothing
     * @return empty for someone who cannot be told from others
     */
    public static List<IdentityKey> of(
            @Nullable IdentityKind loginKind, @Nullable String email, @Nullable String login) {
        Set<IdentityKey> keys = new LinkedHashSet<>();
        String cleanLogin = clean(login);
        if (loginKind != null && cleanLogin != null) {
            keys.add(new IdentityKey(loginKind, cleanLogin));
        }
        String cleanEmail = clean(email);
        if (cleanEmail != null) {
            Matcher noReply = GITHUB_NO_REPLY.matcher(cleanEmail);
            if (noReply.matches()) {
                keys.add(new IdentityKey(IdentityKind.GITHUB, noReply.group(1)));
            }
            keys.add(new IdentityKey(IdentityKind.EMAIL, cleanEmail));
        }
        keys.removeAll(NOBODY);
        return new ArrayList<>(keys);
    }

    /** Lower case, without the characters that nobody sees; null for what is empty or too long to be real. */
    private static @Nullable String clean(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String clean = CONTROL.matcher(text).replaceAll("").strip().toLowerCase(Locale.ROOT);
        return clean.isEmpty() || clean.length() > MAX_LENGTH ? null : clean;
    }

    /** A name for a person of whom nothing else is known. */
    String fallbackName() {
        int at = kind == IdentityKind.EMAIL ? value.indexOf('@') : -1;
        return at > 0 ? value.substring(0, at) : value;
    }
}
