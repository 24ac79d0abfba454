package org.seiplatform.platform.web;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes every host in one way, so that equal hosts are equal texts: in lower case, international names in ASCII, without a trailing
 * dot and without the usual port of the web.
 */
public final class HostNames {

    private static final int MAXIMUM_LENGTH = 253;
    private static final Pattern AUTHORITY =
            Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^\\s:/?#@\\[\\]\\\\%]+)(?::(\\d{1,5}))?");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?|\\[[0-9a-f:.]+]");
    private static final Pattern WEB_URL =
            Pattern.compile("(?i)https?://(?:[^@/?#\\s\\\\]*@)?([^/?#\\s\\\\]+)(?:[/?#].*)?");
    private static final Pattern GIT_URL =
            Pattern.compile("(?i)(?:ssh|git)://(?:[^@/]*@)?([^/?#\\s\\\\]+)(?:[/?#].*)?");
    private static final Pattern SCP = Pattern.compile("[^\\s/@:]+@([^\\s/@:]+):.+");

    private HostNames() {}

    /** The host, with its port where that is not a usual one; empty if the text is no host. */
    public static Optional<String> canonical(String host) {
        Matcher authority = AUTHORITY.matcher(host.strip());
        if (!authority.matches()) {
            return Optional.empty();
        }
        int port = authority.group(2) == null ? 443 : Integer.parseInt(authority.group(2));
        String suffix = port == 443 || port == 80 ? "" : ":" + port;
        return port < 1 || port > 65_535
                ? Optional.empty()
                : name(authority.group(1)).map(name -> name + suffix);
    }

    /**
     * The host that a repository's URL leads to; empty where it leads to none. The port of ssh and of git's own protocol says nothing
     * about the host's pages, so it is left out.
     */
    public static Optional<String> ofUrl(@Nullable String url) {
        if (url == null) {
            return Optional.empty();
        }
        Matcher web = WEB_URL.matcher(url);
        if (web.matches()) {
            return canonical(web.group(1));
        }
        Matcher git = GIT_URL.matcher(url);
        if (git.matches()) {
            return canonical(git.group(1).replaceFirst(":\\d*$", ""));
        }
        Matcher scp = SCP.matcher(url);
        return scp.matches() ? canonical(scp.group(1)) : Optional.empty();
    }

    private static Optional<String> name(String written) {
        String name;
        try {
            name = written.startsWith("[") ? written : IDN.toASCII(written);
        } catch (IllegalArgumentException noName) {
            return Optional.empty();
        }
        String lower = name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        return lower.length() <= MAXIMUM_LENGTH && NAME.matcher(lower).matches()
                ? Optional.of(lower)
                : Optional.empty();
    }
}
