package org.seiplatform.developer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What tells one person from another: an e-mail address, or a login on a host.
 *
 * @param host where a login is unique; empty for an e-mail address
 * @param value in lower case
 */
public record IdentityKey(IdentityKind kind, String host, String value) {

    private static final int MAX_LENGTH = 320;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    /** The address that GitHub makes up for a person who hides their own; it tells the login. */
    private static final Pattern GITHUB_NO_REPLY =
            Pattern.compile("(?:\\d+\\+)?([a-z0-9-]+(?:\\[bot])?)@users\\.noreply\\.(.+)");

    /** The account that GitHub makes commits with itself, and the beginning of its address; nobody's. */
    private static final String NOBODY = "web-flow";

    private static final String NOBODYS_ADDRESS = "noreply@";

    /** An address that a person gives. */
    static IdentityKey ofAddress(String email) {
        return new IdentityKey(IdentityKind.EMAIL, "", email.strip().toLowerCase(Locale.ROOT));
    }

    /**
     * What an event says of a person: logins first, because only they tell bots.
     *
     * @param logins where the login is unique; null where it is of no known provider and tells nothing
     * @return empty for someone who cannot be told from others
     */
    public static List<IdentityKey> of(
            @Nullable LoginNamespace logins, @Nullable String email, @Nullable String login) {
        Set<IdentityKey> keys = new LinkedHashSet<>();
        String cleanLogin = clean(login);
        if (logins != null && cleanLogin != null) {
            keys.add(new IdentityKey(logins.kind(), logins.host(), cleanLogin));
        }
        String cleanEmail = clean(email);
        if (cleanEmail != null) {
            IdentityKey address = new IdentityKey(IdentityKind.EMAIL, "", cleanEmail);
            address.toldLogin().filter(told -> isGitHub(told.host(), logins)).ifPresent(keys::add);
            keys.add(address);
        }
        keys.removeIf(key -> isNobody(key, logins));
        return new ArrayList<>(keys);
    }

    /** The login of which this would be the no-reply address, if GitHub is on the host. */
    Optional<IdentityKey> toldLogin() {
        Matcher noReply = GITHUB_NO_REPLY.matcher(value);
        return kind == IdentityKind.EMAIL && noReply.matches()
                ? Optional.of(new IdentityKey(IdentityKind.GITHUB, noReply.group(2), noReply.group(1)))
                : Optional.empty();
    }

    /** Whether GitHub is on the host, as far as the host of the event tells. */
    private static boolean isGitHub(String host, @Nullable LoginNamespace logins) {
        return host.equals(IdentityKind.GITHUB.publicHost())
                || logins != null && logins.kind() == IdentityKind.GITHUB && host.equals(logins.host());
    }

    private static boolean isNobody(IdentityKey key, @Nullable LoginNamespace logins) {
        return switch (key.kind) {
            case EMAIL ->
                key.value.startsWith(NOBODYS_ADDRESS)
                        && isGitHub(key.value.substring(NOBODYS_ADDRESS.length()), logins);
            case GITHUB -> key.value.equals(NOBODY);
            default -> false;
        };
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
